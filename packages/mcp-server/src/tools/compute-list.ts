import type { Compute, DecodedCompute } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { defineTool, READS } from '../catalogue/define-tool.js';
import { fields } from '../catalogue/params.js';
import { presentCompute } from '../present/present-compute.js';
import { serviceWord } from '../present/service-word.js';
import { readCursor, writeCursor } from './list-cursor.js';

export const computeList = defineTool({
  name: 'compute_list',
  title: 'List computes',
  description:
    'Lists the attached Kubernetes computes of the workspace by name, page by page, and counts the computes of other types.',
  hints: READS,
  input: {
    limit: z
      .int()
      .min(1)
      .max(100)
      .default(25)
      .meta({ examples: [25] }),
    cursor: z.string().meta({ description: 'next_cursor of the page before' }).optional(),
  },
  output: {
    computes: z.array(z.looseObject({ name: fields.name, state: fields.state })).optional(),
    total: z.int().optional(),
    other_types: z.looseObject({}).optional(),
    unreadable: z.int().optional(),
    next_cursor: z.string().optional(),
    next_step: fields.next_step,
  },
  async run({ limit, cursor }, { client, signal }) {
    const after = cursor === undefined ? '' : readCursor(cursor);
    const found = sortOut(await collect(client.list({ signal })));
    const rest = found.computes.filter(({ id }) => id.toLowerCase() > after);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    const more = rest.length > page.length && last !== undefined;
    return {
      computes: page.map(summarize),
      total: found.computes.length,
      other_types: found.otherTypes,
      unreadable: found.unreadable,
      ...(more ? { next_cursor: writeCursor(last.id.toLowerCase()) } : {}),
      next_step: more
        ? 'Call compute_list again with cursor set to next_cursor.'
        : 'This is the end of the list. Details: compute_get_status.',
    };
  },
});

async function collect(entries: AsyncIterable<DecodedCompute>): Promise<DecodedCompute[]> {
  const all: DecodedCompute[] = [];
  for await (const entry of entries) all.push(entry);
  return all;
}

function sortOut(entries: readonly DecodedCompute[]) {
  const computes: Compute[] = [];
  const otherTypes: Record<string, number> = {};
  let unreadable = 0;
  for (const entry of entries) {
    if (entry.kind === 'kubernetes') computes.push(entry.compute);
    else if (entry.kind === 'unreadable') unreadable += 1;
    else {
      const type = serviceWord(entry.computeType, 'type') ?? 'Unrecognized';
      otherTypes[type] = (otherTypes[type] ?? 0) + 1;
    }
  }
  computes.sort((one, other) => (one.id.toLowerCase() < other.id.toLowerCase() ? -1 : 1));
  return { computes, otherTypes, unreadable };
}

function summarize(compute: Compute) {
  const { name, state, resource_id, cluster_kind, namespace, untrusted } = presentCompute(compute);
  return {
    name,
    state,
    resource_id,
    cluster_kind,
    namespace,
    ...(untrusted === undefined ? {} : { untrusted }),
  };
}
