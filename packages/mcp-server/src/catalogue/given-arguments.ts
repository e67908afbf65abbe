import * as z from 'zod';

/** Arguments of a call, by parameter. */
export type GivenArguments = Readonly<Record<string, unknown>>;

/**
 * The arguments that are meant. Clients that have to fill every parameter write `null`, `""` or `[]` for an optional one
 * which they leave out; some write lists and objects as JSON text.
 */
export function givenArguments(args: GivenArguments, shape: z.core.$ZodShape): GivenArguments {
  const meant = Object.entries(args).flatMap(([name, value]): [string, unknown][] => {
    const schema = shape[name];
    if (schema === undefined) return [[name, value]];
    return isLeftOut(value, isOptional(schema)) ? [] : [[name, readValue(value, schema)]];
  });
  return Object.fromEntries(meant);
}

function isLeftOut(value: unknown, optional: boolean): boolean {
  if (value === null || value === undefined) return true;
  if (!optional) return false;
  return value === '' || (Array.isArray(value) && value.length === 0);
}

/** Whether a parameter need not be given. */
function isOptional(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
}

/** Text that can be JSON of a list or an object is read where the parameter takes no text. */
function readValue(value: unknown, schema: z.core.$ZodType): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value) || takesText(schema)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function takesText(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return takesText(schema.unwrap());
  return schema instanceof z.ZodString || schema instanceof z.ZodEnum;
}

/** What programs write for a value that they do not have. */
const PLACEHOLDERS = ['null', 'undefined', 'none'];

/** The parameters whose text, or one of whose texts, stands for a missing value. */
export function placeholdersOf(args: GivenArguments): readonly string[] {
  return Object.entries(args)
    .filter(([, value]) => [value].flat().some(isPlaceholder))
    .map(([name]) => name);
}

function isPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && PLACEHOLDERS.includes(value.trim().toLowerCase());
}
