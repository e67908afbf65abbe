import * as z from 'zod';
import type { HealthFinding } from '../../domain/preparing/cluster-evidence.js';
import { recordOf } from '../record-of.js';
import { parseJsonText } from './decode-rows.js';

const configMap = z.looseObject({ data: recordOf(z.string()).nullish() });

const LINE =
  /^\s*Status:\s*(Passed|Failed)\s+Name:\s*(\S+)(?:\s+ErrorCode:\s*(\S+))?(?:\s+ErrorMessage:\s*(.*))?$/i;
const MAX_FINDINGS = 200;
const MAX_MESSAGE = 2_000;

/** The extension's health report; `absent` where there is none, null when the output is something else. */
export function decodeHealth(output: string): readonly HealthFinding[] | 'absent' | null {
  if (output.trim() === '') return 'absent';
  const parsed = configMap.safeParse(parseJsonText(output)).data;
  if (parsed === undefined) return null;
  return Object.entries(parsed.data ?? {})
    .flatMap(([key, text]) =>
      text.split('\n').flatMap((line) => decodeLine(key.replace(/^reports-/, ''), line)),
    )
    .slice(0, MAX_FINDINGS);
}

function decodeLine(report: string, line: string): HealthFinding[] {
  const [, status, name, code, message] = LINE.exec(line.slice(0, MAX_MESSAGE + 500)) ?? [];
  if (status === undefined || name === undefined) return [];
  const isPassed = status.toLowerCase() === 'passed';
  return [{ report, name, isPassed, code: code ?? null, message: message?.slice(0, MAX_MESSAGE) ?? null }];
}
