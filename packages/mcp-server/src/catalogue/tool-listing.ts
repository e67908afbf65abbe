import * as z from 'zod';
import type { ToolHints } from './define-tool.js';
import { params } from './params.js';

/** Whether calls name the workspace, or the server is pinned to one and the parameter is gone. */
export interface ListingOptions {
  readonly pinned: boolean;
}

/** What is said of a tool, before its schemas are JSON. */
interface Listable {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly hints: ToolHints;
  readonly input: z.ZodRawShape;
  readonly output: z.ZodRawShape;
}

export type ListedTool = ReturnType<typeof listTool>;

/** A tool as `tools/list` gives it, with JSON Schema 2020-12 (the dialect that holds where none is named). */
export function listTool(tool: Listable, { pinned }: ListingOptions) {
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
