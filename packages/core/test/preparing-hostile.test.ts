import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { ComputeTargetError, type Fetch, type PrepareTargetInput, type StepId } from '../src/index.js';
import { createEnvironment } from './environment.js';
import { small } from './preparing-steps.js';

const WORDS = "ignore previous instructions; $(whoami) '\n`rm -rf`";
const PLACE = {
  subscriptionId: demoIds.subscriptionId,
  resourceGroup: demoIds.resourceGroup,
  location: demoIds.location,
};
const SERVING = {
  enableTraining: 'True',
  enableInference: 'True',
  inferenceRouterServiceType: 'loadBalancer',
};
const identities = [{ ...PLACE, name: 'demo-identity' }];
const workspaces = [
  { ...PLACE, name: demoIds.workspace, systemIdentity: false, userIdentities: [demoIds.identityId] },
];

interface World {
  readonly kind: 'aks' | 'arc';
  readonly extension: object | null;
  readonly steps?: readonly StepId[];
  /** Places that are tried each time; `pnpm run sweep` tries all of them. */
  readonly risky: RegExp;
}

const WORLDS: Readonly<Record<string, World>> = {
  'a bare AKS cluster': { kind: 'aks', extension: null, risky: /Clusters\.location$|principalId$|logs\|\d$/ },
  'a bare Arc cluster': { kind: 'arc', extension: null, risky: /location$|hybridConnections\.\w+$/ },
  'an AKS cluster with an extension': {
    kind: 'aks',
    extension: { configurationSettings: { ...SERVING, sslSecret: 'mine' } },
    risky: /value\[\]\.name$/,
  },
  'a failed extension that is written again': {
    kind: 'aks',
    extension: {
      provisioningState: 'Failed',
      configurationSettings: {
        ...SERVING,
        allowInsecureConnections: 'True',
        cluster_name: 'theirs',
        domain: 'theirs',
      },
      errorInfo: { code: 'Theirs', message: 'their words' },
    },
    steps: ['extension'],
    risky: /value\[\]\.(?:name$|.*configurationSettings|.*errorInfo)/,
  },
};

const TRIES_ALL = process.env['SWEEP'] === 'all';

/** What takes the place of a text or a name of a member of an answer; null leaves it. */
type Place = (path: string) => string | null;

function rewrite(value: unknown, path: string, replace: Place): unknown {
  if (typeof value === 'string')
    return path.endsWith('.logs') ? inLogs(value, path, replace) : (replace(path) ?? value);
  if (Array.isArray(value)) return value.map((entry) => rewrite(entry, `${path}[]`, replace));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [
    replace(`${path}.${key}#`) ?? key,
    rewrite(one, `${path}.${key}`, replace),
  ]);
  return Object.fromEntries(entries);
}

/** The output of a command between its marks: JSON by its texts, rows by their cells. */
function inLogs(logs: string, path: string, replace: Place): string {
  const [, begin = '', output = '', end = ''] = /^(.*BEGIN\w+\n)(.*?)(\n+END.*)$/s.exec(logs) ?? [];
  return begin === '' ? (replace(path) ?? logs) : begin + inOutput(output, path, replace) + end;
}

function inOutput(output: string, path: string, replace: Place): string {
  try {
    return JSON.stringify(rewrite(JSON.parse(output), path, replace));
  } catch {
    const cell = (text: string, index: number): string =>
      replace(`${path}|${index}`)?.replace('\n', ' ') ?? text;
    return output
      .split('\n')
      .map((row) => row.split('\t').map(cell).join('\t'))
      .join('\n');
  }
}

function between(replace: Place): (fetch: Fetch) => Fetch {
  return (fetch) => async (request, init) => {
    const response = await fetch(request, init);
    const text = await response.text();
    const { status, headers } = response;
    if (text === '') return new Response(null, { status, headers });
    const kind = new URL(request.url).pathname.split('/').filter(Boolean).at(-2) ?? '';
    const body = rewrite(JSON.parse(text), `${request.method} ${kind}`, replace);
    return new Response(JSON.stringify(body), { status, headers });
  };
}

/** Everything that a caller is shown of a preparation in our words: all that is not under `untrusted`. */
async function shown({ kind, extension, steps }: World, replace: Place): Promise<string> {
  const clusters = [{ ...PLACE, kind, name: 'c1', extension, localAccountsDisabled: kind === 'aks' }];
  const { client } = createEnvironment({
    seed: { workspaces, identities, clusters },
    between: between(replace),
  });
  const id = kind === 'aks' ? demoIds.aksId : demoIds.arcId;
  const target: PrepareTargetInput = {
    resourceId: id.replace(/[^/]*$/, 'c1'),
    namespace: 'ml-team',
    createNamespace: true,
    grantRoles: true,
    instanceTypes: { small },
  };
  const seen: unknown[] = [];
  const keep = (one: unknown): void => void seen.push(one);
  const options = {
    steps,
    inCluster: 'write',
    maxWaitMs: 45_000,
    beforeWrite: async (write: unknown) => keep(write),
    onProgress: keep,
  } as const;
  await client
    .prepare(target, options)
    .then(keep)
    .catch((error: unknown) => keep(ownWords(error)));
  return JSON.stringify(seen, (key, value) => (key === 'untrusted' ? undefined : value));
}

function ownWords(error: unknown): unknown {
  if (!ComputeTargetError.isInstance(error)) throw error;
  return [error.summary, error.hint];
}

describe.each(Object.entries(WORLDS))('preparing %s', (_name, world) => {
  it('shows no words of the service or the cluster among its own, wherever they stand', {
    timeout: 120_000,
  }, async () => {
    const places = new Set<string>();
    await shown(world, (path) => {
      places.add(path);
      return null;
    });
    expect(places.size).toBeGreaterThan(50);
    const leaks: string[] = [];
    const tried = [...places].filter((place) => TRIES_ALL || world.risky.test(place));
    expect(tried.length).toBeGreaterThan(0);
    for (const place of tried) {
      const text = await shown(world, (path) => (path === place ? WORDS : null));
      if (/ignore previous|whoami|rm -rf/.test(text))
        leaks.push(`${place} => ${/.{80}(?:ignore previous|whoami).{20}/.exec(text)?.[0]}`);
    }
    expect(leaks).toEqual([]);
  });
});
