import type { VerbFlag, VerbFlagKind } from './verb.js';

/** The parts of a JSON Schema that tools use. */
export interface PropertySchema {
  readonly type?: unknown;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: PropertySchema;
  readonly properties?: Readonly<Record<string, PropertySchema>>;
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly PropertySchema[];
}

/** The input of a tool. */
export interface InputSchema {
  readonly properties?: Readonly<Record<string, object | boolean>> | undefined;
  readonly required?: readonly string[] | undefined;
}

/** Properties that are no flags: the workspace is a connection flag, confirmations and pages are the program's business. */
const LEFT_OUT = ['workspace', 'confirm_token', 'cursor', 'max_wait_seconds'];

/** The flags of a tool's input, in its order. @throws Error for a construct of JSON Schema that no flag is known for. */
export function flagsOf({ properties = {}, required = [] }: InputSchema): VerbFlag[] {
  return Object.entries(properties)
    .filter((entry): entry is [string, PropertySchema] => typeof entry[1] === 'object')
    .filter(([property]) => !LEFT_OUT.includes(property))
    .map(([property, schema]) => flagOf(property, schema, required.includes(property)));
}

function flagOf(property: string, given: PropertySchema, isRequired: boolean): VerbFlag {
  const schema = withoutNull(given);
  const kind = kindOf(property, schema);
  return {
    name: property.replaceAll('_', '-'),
    property,
    kind,
    help: helpOf({ ...schema, ...described(given) }),
    value: kind === 'switch' ? null : placeholderOf(kind, schema),
    isRequired,
    choices: (schema.enum ?? []).map(String),
    minimum: schema.minimum ?? null,
    maximum: schema.maximum ?? null,
  };
}

/** An optional property may take null in place of "not given"; a flag that is left out says the same. */
function withoutNull(schema: PropertySchema): PropertySchema {
  const others = schema.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  const [only] = others;
  return only !== undefined && others.length === 1 ? only : schema;
}

function described({ description, default: otherwise }: PropertySchema): PropertySchema {
  return {
    ...(description === undefined ? {} : { description }),
    ...(otherwise === undefined ? {} : { default: otherwise }),
  };
}

function kindOf(property: string, schema: PropertySchema): VerbFlagKind {
  switch (schema.type) {
    case 'boolean':
      return 'switch';
    case 'integer':
      return 'integer';
    case 'string':
      return schema.enum === undefined ? 'text' : 'choice';
    case 'array':
      return kindOfItems(property, schema.items ?? {});
    case 'object':
      return 'map';
    default:
      throw new Error(`no flag is known for the schema of ${property}`);
  }
}

/** A list of `{name, value}` is written as pairs; what is deeper is written as JSON. */
function kindOfItems(property: string, items: PropertySchema): VerbFlagKind {
  if (items.type === 'string') return 'list';
  if (items.type !== 'object') throw new Error(`no flag is known for the items of ${property}`);
  const names = Object.keys(items.properties ?? {});
  return names.length === 2 && names.includes('name') && names.includes('value') ? 'map' : 'json';
}

function placeholderOf(kind: VerbFlagKind, schema: PropertySchema): string {
  switch (kind) {
    case 'choice':
      return (schema.enum ?? []).join('|');
    case 'map':
      return '<name=value>';
    case 'json':
      return '<json>';
    case 'integer':
      return '<n>';
    case 'list':
      return '<a,b>';
    case 'text':
    case 'switch':
      return '<text>';
  }
}

function helpOf({ description = '', default: otherwise }: PropertySchema): string {
  const text = description.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
  if (otherwise === undefined || otherwise === null) return text;
  return `${text}${text === '' ? '' : ' '}(default: ${String(otherwise)})`;
}
