import type { Compute, DecodedCompute } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { readCursor, writeCursor } from '../catalogue/list-cursor.js';
import { outputFields } from '../catalogue/output-fields.js';
import { READ_ONLY_HINTS } from '../catalogue/tool-hints.js';
import { presentComputes } from '../present/present-computes.js';

/** Lists the computes of a workspace. */
export const computeList = defineTool({
  name: 'compute_list',
  title: 'List computes',
  description:
    'Lists the attached Kubernetes computes of the workspace by name, page by page, and counts the computes of other types.',
  hints: READ_ONLY_HINTS,
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
    computes: z.array(z.looseObject({ name: outputFields.name, state: outputFields.state })).optional(),
    total: z.int().optional(),
    other_types: z.looseObject({}).optional(),
    unreadable: z.int().optional(),
    next_cursor: z.string().optional(),
    next_step: outputFields.next_step,
  },
  async run({ limit, cursor }, { client, signal }) {
    const after = cursor === undefined ? '' : readCursor(cursor);
    const found = partition(await collect(client.list({ signal })));
    const rest = found.computes.filter(({ id }) => id.toLowerCase() > after);
    const page = rest.slice(0, limit);
    const last = rest.length > page.length ? page.at(-1) : undefined;
    return presentComputes({ ...found, page, nextCursor: last && writeCursor(last.id.toLowerCase()) });
  },
});

async function collect(entries: AsyncIterable<DecodedCompute>): Promise<DecodedCompute[]> {
  const all: DecodedCompute[] = [];
  for await (const entry of entries) all.push(entry);
  return all;
}

/** Tells computes of ours, sorted by id, from those of other types and those that cannot be read. */
function partition(entries: readonly DecodedCompute[]) {
  const computes: Compute[] = [];
  const otherTypes: string[] = [];
  let unreadable = 0;
  for (const entry of entries) {
    if (entry.kind === 'kubernetes') computes.push(entry.compute);
    else if (entry.kind === 'unreadable') unreadable += 1;
    else otherTypes.push(entry.computeType);
  }
  computes.sort((one, other) => (one.id.toLowerCase() < other.id.toLowerCase() ? -1 : 1));
  return { computes, otherTypes, unreadable };
}
