import * as z from 'zod';
import type { Tool } from './define-tool.js';
import { params } from './params.js';

/** Whether calls name the workspace, or the server is pinned to one and the parameter is gone. */
export interface ListingOptions {
  readonly pinned: boolean;
}

type Listed = ReturnType<typeof makeListing>;

const known = { pinned: new WeakMap<Tool, Listed>(), open: new WeakMap<Tool, Listed>() };

/** A tool as `tools/list` gives it; made once, however many sessions list it. */
export function listTool(tool: Tool, { pinned }: ListingOptions): Listed {
  const listings = pinned ? known.pinned : known.open;
  const listed = listings.get(tool) ?? makeListing(tool, pinned);
  listings.set(tool, listed);
  return listed;
}

/** With JSON Schema 2020-12, the dialect that holds where none is named. */
function makeListing(tool: Tool, pinned: boolean) {
  const input = pinned ? tool.input : { ...tool.input, workspace: params.workspace };
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: toObjectSchema(z.strictObject(input)),
    outputSchema: toObjectSchema(z.looseObject(tool.output)),
    annotations: tool.hints,
  };
}

function toObjectSchema(schema: z.ZodObject) {
  const json = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    override: ({ jsonSchema }) => tidy(jsonSchema),
  });
  const { $schema: _dialect, type: _type, ...rest } = json;
  return { type: 'object' as const, ...rest };
}

/** Drops what says nothing: it is paid for in every conversation. */
function tidy(schema: z.core.JSONSchema.BaseSchema): void {
  if (isEmptyObject(schema.additionalProperties)) delete schema.additionalProperties;
  if (isEmptyObject(schema.properties)) delete schema.properties;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  delete schema.propertyNames;
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
