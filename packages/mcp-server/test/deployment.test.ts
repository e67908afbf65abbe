import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { variableOf } from '../src/command-line/flag.js';
import { FLAGS } from '../src/command-line/flags.js';
import { isKind, KINDS } from './manifest-kinds.js';
import { spawnServer } from './spawn-server.js';

const place = fileURLToPath(new URL('../../../deploy/kubernetes/', import.meta.url));
const read = (name: string) => parse(readFileSync(join(place, name), 'utf8'));
const kustomization = z
  .strictObject({
    namespace: z.string(),
    resources: z.array(z.string()),
    images: z.array(z.strictObject({ name: z.string(), newName: z.string(), newTag: z.string() })),
  })
  .parse(read('kustomization.yaml'));
const manifests = kustomization.resources.map((name) => ({ name, object: read(name) }));

const labels = z.record(z.string(), z.string());
const selector = z.looseObject({ matchLabels: labels });
const deployment = z
  .looseObject({
    spec: z.looseObject({
      replicas: z.number(),
      selector,
      template: z.looseObject({
        metadata: z.looseObject({ labels }),
        spec: z.looseObject({
          serviceAccountName: z.string(),
          enableServiceLinks: z.boolean(),
          automountServiceAccountToken: z.boolean(),
          securityContext: z.looseObject({ runAsNonRoot: z.boolean(), runAsUser: z.number() }),
          containers: z.array(
            z.looseObject({
              image: z.string(),
              env: z.array(z.looseObject({ name: z.string() })),
              ports: z.array(z.looseObject({ name: z.string(), containerPort: z.number() })),
              securityContext: z.looseObject({
                readOnlyRootFilesystem: z.boolean(),
                allowPrivilegeEscalation: z.boolean(),
                capabilities: z.looseObject({ drop: z.array(z.string()) }),
              }),
              readinessProbe: z.looseObject({
                httpGet: z.strictObject({ path: z.string(), port: z.string() }),
              }),
              livenessProbe: z.looseObject({
                httpGet: z.strictObject({ path: z.string(), port: z.string() }),
              }),
            }),
          ),
        }),
      }),
    }),
  })
  .parse(read('deployment.yaml')).spec;
const { data } = z.looseObject({ data: labels }).parse(read('configuration.yaml'));
const [container] = deployment.template.spec.containers;

/** Compiles manifests against the published types, which refuse a member that they do not know. Gives what the compiler says. */
function compile(
  objects: readonly { readonly name: string; readonly object: { readonly kind: string } }[],
): string {
  const folder = fileURLToPath(new URL('./.manifests/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const { name, object } of objects) {
    if (!isKind(object.kind)) throw new Error(`${name} is of an unknown kind`);
    const type = `I${object.kind}`;
    const code = `import type { ${type} } from '${KINDS[object.kind].module}';\nexport const object: ${type} = ${JSON.stringify(object)};\n`;
    writeFileSync(join(folder, name.replace('.yaml', '.ts')), code);
  }
  const settings = { extends: '../../tsconfig.json', include: ['*.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const compiler = join(folder, '../../node_modules/.bin/tsc');
  try {
    return execFileSync(compiler, ['-p', folder, '--noEmit'], { encoding: 'utf8' });
  } catch (error) {
    return z.looseObject({ stdout: z.string() }).parse(error).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the deployment on Kubernetes', () => {
  it.each(manifests)('has in $name what the schema of its kind allows', ({ object }) => {
    if (!isKind(object.kind)) throw new Error('the kind is unknown');
    const { model: Model } = KINDS[object.kind as keyof typeof KINDS];
    expect(() => new Model(object).validate()).not.toThrow();
  });

  it('has no member that Kubernetes does not know', { timeout: 60_000 }, () => {
    expect(compile(manifests)).toBe('');
    const [first] = manifests;
    const wrong = { name: 'wrong.yaml', object: { ...first?.object, metdata: {} } };
    expect(compile([wrong])).toContain('metdata');
  });

  it('names every file of its folder', () => {
    const files = readdirSync(place).filter((name) => name !== 'kustomization.yaml');
    expect([...kustomization.resources].sort()).toEqual(files.sort());
  });

  it('has two replicas that nothing but their labels select', () => {
    expect(deployment.replicas).toBe(2);
    const chosen = [
      deployment.selector.matchLabels,
      z.looseObject({ spec: z.looseObject({ selector: labels }) }).parse(read('service.yaml')).spec.selector,
      z.looseObject({ spec: z.looseObject({ selector }) }).parse(read('disruption-budget.yaml')).spec.selector
        .matchLabels,
      z.looseObject({ spec: z.looseObject({ podSelector: selector }) }).parse(read('network-policy.yaml'))
        .spec.podSelector.matchLabels,
    ];
    for (const one of chosen) expect(deployment.template.metadata.labels).toMatchObject(one);
  });

  it('gives a pod no more than it needs', () => {
    const { spec, metadata } = deployment.template;
    expect(spec).toMatchObject({
      enableServiceLinks: false,
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000 },
    });
    expect(metadata.labels['azure.workload.identity/use']).toBe('true');
    expect(container?.securityContext).toMatchObject({
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('sets variables of the server alone, and no secret', () => {
    const known = Object.values(FLAGS).map((flag) => variableOf(flag));
    const set = [...Object.keys(data), ...(container?.env ?? []).map(({ name }) => name)];
    expect(set.filter((name) => !known.includes(name))).toEqual([]);
    expect(Object.keys(data).filter((name) => /KEY|SECRET|TOKEN/.test(name))).toEqual([]);
  });

  it('has an image of this version', () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(kustomization.images).toMatchObject([{ name: container?.image, newTag: version }]);
  });
});

describe('the server of the deployment', () => {
  const tenant = '11111111-2222-3333-4444-555555555555';
  const settings = Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      value.replaceAll('00000000-0000-0000-0000-000000000000', tenant),
    ]),
  );
  const server = spawnServer([], {
    env: {
      ...settings,
      AZUREML_KUBERNETES_CONFIRM_KEY: 'k'.repeat(48),
      AZUREML_KUBERNETES_PORT: '0',
    },
  });
  afterAll(() => server.child.kill('SIGKILL'));

  it('starts, answers the probes of a pod under its address, asks others for a token, and ends by SIGTERM', async () => {
    await expect.poll(() => /"url"/.test(server.stderr()), { timeout: 20_000 }).toBe(true);
    const port = Number(/:(\d+)\/mcp/.exec(server.stderr())?.[1]);
    for (const probe of [container?.readinessProbe, container?.livenessProbe])
      expect(await ask(port, { path: probe?.httpGet.path ?? '', host: `10.244.0.7:${port}` })).toBe(200);
    expect(await ask(port, { path: '/mcp', host: 'other.example.com' })).toBe(403);
    expect(await ask(port, { path: '/mcp', host: 'mcp.example.com' })).toBe(401);
    server.child.kill('SIGTERM');
    expect(await server.exited()).toBe(0);
  });
});

function ask(
  port: number,
  { path, host }: { readonly path: string; readonly host: string },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const method = path === '/mcp' ? 'POST' : 'GET';
    const asked = request({ host: '127.0.0.1', port, path, method, headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}
