import * as z from 'zod';
import type { InstanceTypeEvidence } from '../../domain/preparing/cluster-evidence.js';
import { parseClusterInstanceTypes } from '../../domain/preparing/cluster-instance-type.js';
import { parseJsonText } from './decode-rows.js';

const quantities = z.record(z.string(), z.unknown()).nullish();

const instanceType = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    nodeSelector: z.unknown().optional(),
    resources: z.looseObject({ requests: quantities, limits: quantities }).nullish(),
  }),
});
const list = z.looseObject({ items: z.array(z.unknown()) });

/** The instance types in a list of them, or null when the output is something else. */
export function decodeInstanceTypes(output: string): readonly InstanceTypeEvidence[] | null {
  const parsed = list.safeParse(parseJsonText(output)).data;
  return parsed === undefined ? null : parsed.items.flatMap(decodeOne);
}

function decodeOne(value: unknown): InstanceTypeEvidence[] {
  const parsed = instanceType.safeParse(value).data;
  if (parsed === undefined) return [];
  const { name } = parsed.metadata;
  const { nodeSelector, resources } = parsed.spec;
  const { requests, limits } = resources ?? {};
  try {
    const [type = null] = parseClusterInstanceTypes({
      [name]: { nodeSelector, resources: { requests, limits } },
    });
    return [{ name, type }];
  } catch {
    return [{ name, type: null }];
  }
}
