import * as z from 'zod';
import { inputParams } from './input-params.js';
import type { ToolHints } from './tool-hints.js';

/** Whether calls name the workspace, or the server is pinned to one and the parameter is gone. */
export interface ListingOptions {
  readonly pinned: boolean;
}

/** JSON Schema 2020-12 of an object. */
export interface ObjectSchema {
  readonly type: 'object';
  readonly properties?: { [name: string]: object | boolean } | undefined;
  readonly required?: string[] | undefined;
  readonly [keyword: string]: unknown;
}

/** A tool as `tools/list` gives it. */
export interface ListedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly outputSchema: ObjectSchema;
  readonly annotations: ToolHints;
}

/** A tool before its schemas are JSON. */
interface Listable {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly hints: ToolHints;
  readonly input: z.ZodRawShape;
  readonly output: z.ZodRawShape;
}

/** A tool as `tools/list` gives it, with JSON Schema 2020-12 (the dialect that holds where none is named). */
export function listTool(tool: Listable, { pinned }: ListingOptions): ListedTool {
  const input = pinned ? tool.input : { ...tool.input, workspace: inputParams.workspace };
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: toObjectSchema(z.strictObject(input)),
    outputSchema: toObjectSchema(z.looseObject(tool.output)),
    annotations: tool.hints,
  };
}

function toObjectSchema(schema: z.ZodObject): ObjectSchema {
  const json = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    override: ({ jsonSchema }) => tidy(jsonSchema),
  });
  const { $schema: _dialect, type: _type, ...rest } = json;
  return { type: 'object', ...withoutTypeLists(rest) };
}

/**
 * Drops what says nothing, because it is paid for in every conversation, and examples, which refusals give where they
 * help.
 */
function tidy(schema: z.core.JSONSchema.BaseSchema): void {
  if (isEmptyObject(schema.additionalProperties)) delete schema.additionalProperties;
  if (isEmptyObject(schema.properties)) delete schema.properties;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  delete schema.propertyNames;
  delete schema.examples;
}

/** Writes a list of types as a union, which more clients take. */
function withoutTypeLists(schema: object): object {
  if (Array.isArray(schema)) return schema.map((one) => (isObject(one) ? withoutTypeLists(one) : one));
  const members = Object.entries(schema).map(([keyword, value]): [string, unknown] =>
    keyword === 'type' && Array.isArray(value)
      ? ['anyOf', value.map((type) => ({ type }))]
      : [keyword, isObject(value) ? withoutTypeLists(value) : value],
  );
  return Object.fromEntries(members);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isEmptyObject(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}
