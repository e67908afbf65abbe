import { type Clock, systemClock } from '@azureml-kubernetes/core';
import { connect } from '../azure/connect.js';
import type { Config } from '../configuration/config.js';
import { configWarnings } from '../configuration/config-warnings.js';
import type { ProxyUse } from '../configuration/environment-proxy.js';
import { examine } from './examine.js';
import { openReport, type ReportFormat } from './report.js';

/** Credentials that hang, and networks that swallow requests, must not hold the report. */
const TIME_LIMIT_MS = 60_000;

/** What doctor needs of its process. */
export interface DoctorOptions {
  readonly proxy: ProxyUse;
  readonly write: (text: string) => void;
  readonly format: ReportFormat;
  readonly clock?: Clock;
}

/** Reports whether everything is in place; true when nothing failed. */
export async function runDoctor(config: Config, options: DoctorOptions): Promise<boolean> {
  const { proxy, write, format, clock = systemClock } = options;
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
  const { auditLog, http } = config;
  const warnings = configWarnings(config);
  const examined = { ...connection, warnings, proxy, clock, skewMs: () => skewMs, signal, auditLog, http };
  const report = openReport(write, format);
  for await (const finding of examine(examined)) report.add(finding);
  return report.end();
}
