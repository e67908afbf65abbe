import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';
import { describe, expect, it } from 'vitest';
import { INSTRUCTIONS } from '../src/protocol/instructions.js';
import { allTools, selectTools } from '../src/tools/registry.js';

const folder = fileURLToPath(new URL('../src/tools/', import.meta.url));
const listed = allTools.map((tool) => tool.list({ pinned: false }));

/** JSON Schema keywords that every client is known to cope with. */
const KEYWORDS = [
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'anyOf',
  'description',
  'default',
  'minimum',
  'maximum',
];

/** The tools that change something, or start something. */
const WRITERS = ['compute_attach', 'compute_detach', 'cluster_prepare', 'cluster_inspect'];

function keywordsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'properties') return [key, ...Object.values(value).flatMap(keywordsOf)];
    if (key === 'anyOf') return [key, ...[value].flat().flatMap(keywordsOf)];
    return ['items', 'additionalProperties'].includes(key) ? [key, ...keywordsOf(value)] : [key];
  });
}

interface Schema {
  readonly type?: unknown;
  readonly anyOf?: readonly unknown[];
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: unknown;
  readonly additionalProperties?: unknown;
}

/** A schema with all that stand in it. */
function schemasOf(schema: Schema): Schema[] {
  const inner = [...Object.values(schema.properties ?? {}), schema.items, ...(schema.anyOf ?? [])];
  return [schema, ...inner.flatMap((one) => (one === undefined ? [] : schemasOf(Object(one))))];
}

describe('the catalogue of tools', () => {
  it('is small enough to be carried in every conversation', () => {
    expect(Buffer.byteLength(JSON.stringify({ tools: listed }))).toBeLessThanOrEqual(15_000);
    expect(INSTRUCTIONS.length).toBeLessThanOrEqual(2_000);
  });

  it('takes few tokens of a model', () => {
    const tokens = new Tiktoken(o200k).encode(JSON.stringify({ tools: listed })).length;
    expect(tokens).toBeGreaterThan(2_000);
    expect(tokens).toBeLessThanOrEqual(3_600);
  });

  it('has a file, a neighbour test and a reviewed schema for each tool, and no other', async () => {
    for (const { name } of allTools) {
      const file = name.replaceAll('_', '-');
      expect(existsSync(`${folder}${file}.ts`), file).toBe(true);
      expect(existsSync(`${folder}${file}.test.ts`), `${file}.test.ts`).toBe(true);
    }
    const schemas = readdirSync(new URL('./tool-schemas/', import.meta.url)).sort();
    expect(schemas).toEqual(allTools.map(({ name }) => `${name}.json`).sort());
  });

  it('says the same as the instructions', () => {
    for (const name of INSTRUCTIONS.match(/\b(?:compute|cluster)_[a-z_]+/g) ?? [])
      expect(allTools.map((tool) => tool.name)).toContain(name);
  });

  it('has one order, whatever is selected', () => {
    const names = allTools.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(selectTools({ readOnly: false, names: [...names].reverse() }).map(({ name }) => name)).toEqual(
      names,
    );
  });

  it('leaves out what was not asked for, and in read-only mode what writes', () => {
    expect(selectTools({ readOnly: true, names: null }).every(({ hints }) => hints.readOnlyHint)).toBe(true);
    expect(selectTools({ readOnly: false, names: ['compute_list'] })).toHaveLength(1);
    expect(selectTools({ readOnly: true, names: ['compute_attach'] })).toHaveLength(0);
  });

  it('plans a preparation without a hint of writing where nothing may be changed', () => {
    const names = ['cluster_prepare', 'cluster_inspect'];
    const shown = (selection: Omit<Parameters<typeof selectTools>[0], 'names'>) =>
      selectTools({ names, ...selection }).map(({ name, hints }) => `${name} ${hints.readOnlyHint}`);
    expect(shown({ readOnly: true })).toEqual(['cluster_prepare true']);
    expect(shown({ readOnly: false, prepare: 'plan' })).toEqual([
      'cluster_prepare true',
      'cluster_inspect false',
    ]);
    expect(shown({ readOnly: false, prepare: 'off', inspect: false })).toEqual([]);
    expect(shown({ readOnly: false })).toEqual(['cluster_prepare false', 'cluster_inspect false']);
    const [plan] = selectTools({ names: ['cluster_prepare'], readOnly: true });
    expect(plan?.list({ pinned: true }).inputSchema).not.toHaveProperty('properties.confirm_token');
  });

  describe.each(listed)('$name', ({ name, title, description, annotations, inputSchema, outputSchema }) => {
    it('has a name of at most 40 snake_case characters, a title and a description', () => {
      expect(name).toMatch(/^[a-z]+(?:_[a-z]+)+$/);
      expect(name.length).toBeLessThanOrEqual(40);
      expect(title.length).toBeGreaterThan(4);
      expect(description.length).toBeGreaterThan(40);
      expect(description.length).toBeLessThanOrEqual(400);
    });

    it('gives all four hints, without contradiction', () => {
      const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = annotations;
      for (const hint of [readOnlyHint, destructiveHint, idempotentHint, openWorldHint])
        expect(typeof hint).toBe('boolean');
      expect(readOnlyHint && destructiveHint).toBe(false);
      expect(openWorldHint).toBe(true);
      expect(destructiveHint).toBe(name === 'compute_detach');
      expect(readOnlyHint).toBe(!WRITERS.includes(name));
    });

    it('has an object at the root of both schemas, strict for input and open for output', () => {
      for (const schema of [inputSchema, outputSchema]) {
        expect(schema.type).toBe('object');
        for (const union of ['anyOf', 'oneOf', 'allOf', '$ref']) expect(schema).not.toHaveProperty(union);
      }
      expect(inputSchema).toHaveProperty('additionalProperties', false);
      expect(outputSchema).not.toHaveProperty('additionalProperties');
    });

    it('requires nothing of its output, because a refusal is held to the same schema', () => {
      expect(outputSchema).not.toHaveProperty('required');
    });

    it('uses only keywords that every client copes with', () => {
      for (const keyword of [...keywordsOf(inputSchema), ...keywordsOf(outputSchema)])
        expect(KEYWORDS).toContain(keyword);
    });

    it('has a single type everywhere, or a union of one and null', () => {
      for (const schema of [...schemasOf(inputSchema), ...schemasOf(outputSchema)]) {
        if (schema.anyOf === undefined) expect(typeof schema.type).toBe('string');
        else expect(schema.anyOf).toEqual([expect.anything(), { type: 'null' }]);
      }
    });

    it('takes no null, no map and no open list, as strict modes want it', () => {
      for (const schema of schemasOf(inputSchema)) {
        expect(schema.anyOf).toBeUndefined();
        if (schema.type === 'array') expect(schema.items).toHaveProperty('type');
        if (schema.type !== 'object') continue;
        expect(schema.additionalProperties).toBe(false);
        expect(Object.keys(schema.properties ?? {})).not.toEqual([]);
        for (const name of schema.required ?? []) expect(schema.properties).toHaveProperty(name);
      }
    });

    it('names the workspace only when the server is tied to none', () => {
      const tool = allTools.find((one) => one.name === name);
      expect(inputSchema).toHaveProperty('properties.workspace');
      expect(tool?.list({ pinned: true }).inputSchema).not.toHaveProperty('properties.workspace');
    });
  });
});
