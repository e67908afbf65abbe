import * as z from 'zod';
import { isRecord } from '../../domain/json.js';
import type { NodeEvidence, NodeTaint } from '../../domain/preparing/cluster-evidence.js';
import { decodeRows, parseJsonText } from './decode-rows.js';

const taint = z.looseObject({ key: z.string(), value: z.string().nullish(), effect: z.string() });

/** The nodes in an output of name, allocatable, labels, taints, unschedulable and readiness. */
export function decodeNodes(output: string): readonly NodeEvidence[] {
  return decodeRows(output, 6).map(([name = '', allocatable, labels, taints, unschedulable, ready]) => {
    const amounts = textsOf(allocatable);
    const known = textsOf(labels);
    return {
      name,
      isReady: ready === 'True',
      isSchedulable: unschedulable !== 'true',
      cpu: amounts['cpu'] ?? null,
      memory: amounts['memory'] ?? null,
      gpus: countOf(amounts['nvidia.com/gpu']),
      architecture: known['kubernetes.io/arch'] ?? null,
      labels: known,
      taints: decodeTaints(taints),
    };
  });
}

function textsOf(text: string | undefined): Readonly<Record<string, string>> {
  const value = parseJsonText(text);
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, String(member)]));
}

function countOf(text: string | undefined): number {
  const count = Number(text ?? '0');
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}

function decodeTaints(text: string | undefined): readonly NodeTaint[] {
  const value = parseJsonText(text);
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    const parsed = taint.safeParse(one).data;
    return parsed === undefined
      ? []
      : [{ key: parsed.key, value: parsed.value ?? null, effect: parsed.effect }];
  });
}
