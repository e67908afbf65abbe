import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getMcpConfigForManifest, MANIFEST_SCHEMAS, validateManifest } from '@anthropic-ai/mcpb';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PACKAGE } from '../scripts/package-facts.js';
import { parseCommand } from '../src/configuration/config.js';
import { allTools } from '../src/tools/registry.js';
import { callLine, INITIALIZE, INITIALIZED, spawnServer } from './spawn-server.js';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const read = (path: string): string => readFileSync(at(path), 'utf8');
const SUB = '11111111-2222-3333-4444-555555555555';

function parse(args: readonly string[], env: Record<string, string> = {}) {
  const given = args.map((one) =>
    one.replace('<subscription>/<resource-group>/<workspace>', `${SUB}/rg/ws1`),
  );
  const toolNames = allTools.map(({ name }) => name);
  return parseCommand({ argv: given, env, cwd: '/', readFile: () => ({ kind: 'absent' }), toolNames });
}

/** The rules of the registry's published schema that could be broken here. */
const variable = z.strictObject({
  name: z.string().regex(/^AZUREML_KUBERNETES_[A-Z_]+$/),
  description: z.string().min(1),
  format: z.enum(['string', 'number', 'boolean', 'filepath']),
  choices: z.array(z.string()).min(2).optional(),
  isSecret: z.literal(true).optional(),
});
const concrete = z.string().regex(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
const serverJson = z.strictObject({
  $schema: z.literal('https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json'),
  name: z.string().regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: z.string().min(1).max(100),
  description: z.string().min(1).max(100),
  version: concrete,
  packages: z.array(
    z.strictObject({
      registryType: z.literal('npm'),
      identifier: z.literal(PACKAGE.name),
      version: concrete,
      runtimeHint: z.literal('npx'),
      transport: z.strictObject({ type: z.literal('stdio') }),
      environmentVariables: z.array(variable),
    }),
  ),
});

describe('server.json', () => {
  it('keeps to the schema of the registry, which wants the same name in package.json', () => {
    const entry = serverJson.parse(JSON.parse(read('server.json')));
    expect(entry.name).toBe(PACKAGE.mcpName);
    expect([entry.version, entry.packages[0]?.version]).toEqual([PACKAGE.version, PACKAGE.version]);
  });

  it('names variables that the server reads, with values that it takes', () => {
    const entry = serverJson.parse(JSON.parse(read('server.json')));
    const variables = entry.packages.flatMap(({ environmentVariables }) => environmentVariables);
    expect(variables.length).toBeGreaterThan(10);
    const secret = variables.filter(({ isSecret }) => isSecret).map(({ name }) => name);
    expect(secret).toEqual(variables.map(({ name }) => name).filter((name) => /_(?:KEY|SECRET)$/.test(name)));
    expect(secret).not.toEqual([]);
    for (const { name, choices } of variables)
      for (const choice of choices ?? []) expect(parse([], { [name]: choice }).kind, name).toBe('serve');
  });
});

describe('the desktop bundle', () => {
  const manifest = MANIFEST_SCHEMAS['0.4'].parse(JSON.parse(read('manifest.json')));

  it('has a manifest that the official validator takes', () => {
    expect(validateManifest(at('manifest.json'))).toBe(true);
    expect(manifest.version).toBe(PACKAGE.version);
    expect(manifest.tools?.map(({ name }) => name)).toEqual(allTools.map(({ name }) => name));
  });

  it.each([
    ['nothing', {}, 'pinned', null],
    ['a workspace', { workspace: `${SUB}/rg/ws1` }, 'pinned', expect.objectContaining({ name: 'ws1' })],
    ['to read only', { read_only: true }, 'readOnly', true],
    ['the demo', { demo: true }, 'demo', true],
  ] as const)('starts with what the user has set: %s', async (_what, userConfig, key, expected) => {
    const config = await mcpConfig(userConfig);
    const command = parse([], config.env ?? {});
    expect(command.kind === 'serve' && command.config[key]).toEqual(expected);
  });

  it('runs as its manifest says', async () => {
    const { command, args = [], env } = await mcpConfig({ demo: true });
    expect(command).toBe('node');
    const [program = '', ...flags] = args;
    const server = spawnServer(flags, { bin: program, env: env ?? {} });
    server.send(INITIALIZE, INITIALIZED, callLine(2, 'compute_list'));
    expect((await server.lines(2))[1]).toContain('"AmlCompute":1');
    server.child.stdin?.end();
    expect(await server.exited()).toBe(0);
  });

  async function mcpConfig(userConfig: Record<string, string | boolean>) {
    const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    rmSync(folder, { recursive: true });
    const config = await getMcpConfigForManifest({
      manifest,
      extensionPath: at('').replace(/[\\/]$/, ''),
      systemDirs: { HOME: folder },
      userConfig,
      pathSeparator: '/',
    });
    if (config === undefined) throw new Error('the manifest asks for something that is required');
    return config;
  }
});

describe('the ways to install in the readme', () => {
  const readme = read('README.md');
  const config = z.looseObject({ command: z.literal('npx'), args: z.array(z.string()) });

  function expectRuns({ args }: z.output<typeof config>): void {
    expect(args.slice(0, 2)).toEqual(['-y', PACKAGE.name]);
    expect(parse(args.slice(2)).kind).toBe('serve');
  }

  it('are badges whose links install this package', () => {
    const links = [
      ...readme.matchAll(/\]\((https:\/\/(?:vscode\.dev|cursor\.com)\/[^)]+install[^)?]*\?[^)]*)\)/g),
    ];
    expect(links).toHaveLength(2);
    for (const [, link = ''] of links) {
      const given = new URL(link).searchParams;
      const text = given.get('config') ?? '';
      const json = text.startsWith('{') ? text : Buffer.from(text, 'base64').toString('utf8');
      expect(given.get('name')).toBe('azureml-kubernetes');
      expectRuns(config.parse(JSON.parse(json)));
    }
  });

  it('are settings that start it', () => {
    const blocks = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => json);
    expect(blocks.length).toBeGreaterThanOrEqual(2);
    const shape = z.union([
      z.strictObject({ mcpServers: z.record(z.string(), config) }).transform(({ mcpServers }) => mcpServers),
      z.strictObject({ servers: z.record(z.string(), config) }).transform(({ servers }) => servers),
    ]);
    for (const block of blocks)
      for (const one of Object.values(shape.parse(JSON.parse(block)))) expectRuns(one);
  });

  it('are commands that start it', () => {
    const [, command = ''] = /claude mcp add azureml-kubernetes -- npx (.*)/.exec(readme) ?? [];
    const args = command.split(' ').map((one) => one.replaceAll("'", ''));
    expectRuns({ command: 'npx', args });
  });
});

describe('the Dockerfile', () => {
  const dockerfile = read('../../Dockerfile');
  const root = z.looseObject({ packageManager: z.string() }).parse(JSON.parse(read('../../package.json')));

  it('builds with the pinned pnpm, in a stage of its own', () => {
    expect(dockerfile).toContain(`npm install --global ${root.packageManager}\n`);
    expect(dockerfile.match(/^FROM node:24-slim/gm)).toHaveLength(2);
  });

  it('runs the program of the package, and not as root', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toContain(`"/app/node_modules/${PACKAGE.name}/${PACKAGE.program}"]`);
    expect(last).not.toMatch(/^RUN /m);
  });
});
