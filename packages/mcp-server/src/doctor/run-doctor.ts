import { type Clock, systemClock } from '@azureml-kubernetes/core';
import { connect } from '../azure/connect.js';
import type { Config } from '../configuration/config.js';
import { configWarnings } from '../configuration/config-warnings.js';
import type { ProxyUse } from '../configuration/environment-proxy.js';
import { examine } from './examine.js';
import { renderFinding } from './finding.js';

/** Credentials that hang, and networks that swallow requests, must not hold the report. */
const TIME_LIMIT_MS = 60_000;

/** What doctor needs of its process. */
export interface DoctorOptions {
  readonly proxy: ProxyUse;
  readonly write: (line: string) => void;
  readonly clock?: Clock;
}

/** Tells whether everything is in place, line by line; true when nothing failed. */
export async function runDoctor(config: Config, options: DoctorOptions): Promise<boolean> {
  const { proxy, write, clock = systemClock } = options;
  let skewMs: number | null = null;
  const connection = await connect(config, {
    clock,
    observe: (next) => async (request) => {
      const answer = await next(request);
      const at = Date.parse(answer.headers['date'] ?? '');
      if (!Number.isNaN(at)) skewMs = at - clock.now();
      return answer;
    },
  });
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  let healthy = true;
  const { auditLog, http } = config;
  const warnings = configWarnings(config);
  const examined = { ...connection, warnings, proxy, clock, skewMs: () => skewMs, signal, auditLog, http };
  for await (const finding of examine(examined)) {
    write(renderFinding(finding));
    healthy &&= finding.verdict !== 'fail';
  }
  return healthy;
}
