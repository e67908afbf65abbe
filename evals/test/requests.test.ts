import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { loadRequests, type RightCall } from '../src/eval-request.ts';
import { type LiveTool, readSurfaces, type Surfaces } from '../src/live-surface.ts';
import { recordDemo } from './record-demo.ts';

const requests = loadRequests();
const propertiesShape = z.record(z.string(), z.looseObject({ enum: z.array(z.string()).optional() }));
let surfaces: Surfaces;

beforeAll(async () => {
  surfaces = await readSurfaces();
});

const toolNamed = (tools: readonly LiveTool[], name: string): LiveTool | undefined =>
  tools.find((tool) => tool.name === name);

/** Every problem that a JSON Schema finds in a value. */
function problems(schema: unknown, value: unknown): string[] {
  const parsed = z.fromJSONSchema(z.record(z.string(), z.json()).parse(schema)).safeParse(value);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function rightCalls({ right }: (typeof requests)[number]): RightCall[] {
  return right.filter((one) => 'call' in one);
}

describe('the requests', () => {
  it('are at least forty, each with an id of its own', () => {
    expect(requests.length).toBeGreaterThanOrEqual(40);
    expect(new Set(requests.map(({ id }) => id)).size).toBe(requests.length);
  });

  it('have what is hard in them: refusals, what is ambiguous, and instructions in the text of others', () => {
    for (const topic of ['refusal', 'ambiguous', 'injection']) {
      expect(requests.filter(({ about }) => about === topic).length, topic).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(requests.map((request) => [request.id, request] as const))(
    '%s is right by the live schemas',
    (_id, request) => {
      const { tools } = surfaces[request.server];
      for (const { call, arguments: given, may } of rightCalls(request)) {
        const { inputSchema } = toolNamed(tools, call) ?? {};
        expect(inputSchema, `there is no ${call}`).toBeDefined();
        expect(problems(inputSchema, given)).toEqual([]);
        expect(Object.keys(inputSchema?.properties ?? {})).toEqual(expect.arrayContaining(may));
      }
      for (const { tool, arguments: given, result } of request.before) {
        const { inputSchema, outputSchema } = toolNamed(tools, tool) ?? {};
        expect(problems(inputSchema, given)).toEqual([]);
        if ('code' in result) continue;
        expect(problems(outputSchema, result)).toEqual([]);
        expect(Object.keys(outputSchema?.properties ?? {})).toEqual(
          expect.arrayContaining(Object.keys(result)),
        );
      }
    },
  );

  it('show next steps and cursors as the server gives them', { timeout: 60_000 }, async () => {
    const shown = requests.flatMap(({ before }) => before);
    const cursors = shown.flatMap(({ result }) => result['next_cursor'] ?? []);
    const { nextSteps, refused } = await recordDemo(cursors);
    const steps = shown
      .filter(({ result }) => !('code' in result))
      .map(({ tool, result }) => `${tool}: ${result['next_step']}`);
    expect(steps.filter((step) => !nextSteps.has(step))).toEqual([]);
    expect(cursors).toHaveLength(1);
    expect(refused).toEqual([]);
  });
});

describe('each tool', () => {
  it('is right somewhere, with each of its fields and each word of them', () => {
    const used = new Set(requests.flatMap(rightCalls).flatMap(usesOf));
    const offered = surfaces.free.tools.flatMap(({ name, inputSchema }) => [
      name,
      ...Object.entries(propertiesShape.parse(inputSchema.properties)).flatMap(
        ([field, { enum: words = [] }]) => [
          `${name}.${field}`,
          ...words.map((word) => `${name}.${field}=${word}`),
        ],
      ),
    ]);
    expect(offered.filter((use) => !used.has(use))).toEqual([]);
  });
});

function usesOf({ call, arguments: given }: RightCall): string[] {
  const fields = Object.entries(given).flatMap(([field, value]) => [
    `${call}.${field}`,
    `${call}.${field}=${String(value)}`,
  ]);
  return [call, ...fields];
}
