import { readFileSync, writeFileSync } from 'node:fs';
import type { Fault } from '@azureml-kubernetes/testkit';
import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { ComputeTargetError } from '../src/index.js';
import { createEnvironment, type Environment } from './environment.js';

/** Where in the life of a compute a fault can strike. */
const PLACES: Readonly<Record<string, Fault['match']>> = {
  'read before attach': { route: 'compute.get', nth: 1 },
  'attach (PUT)': { route: 'compute.put', nth: 1 },
  'first poll': { route: 'operation.status', nth: 1 },
  'last poll': { route: 'operation.status', nth: 10 },
  'read after attach': { route: 'compute.get', nth: 2 },
  'status (GET)': { route: 'compute.get', nth: 3 },
  'read before detach': { route: 'compute.get', nth: 4 },
  'detach (DELETE)': { route: 'compute.delete', nth: 1 },
  'poll of the detach': { route: 'operation.status', nth: 11 },
  'read after detach': { route: 'compute.get', nth: 5 },
};

const FAULTS: Readonly<Record<string, Fault['effect']>> = {
  '429 + Retry-After': {
    kind: 'error',
    status: 429,
    code: 'ResourceRequestsThrottled',
    retryAfterSeconds: 17,
  },
  '500': { kind: 'error', status: 500, code: 'InternalServerError' },
  '503': { kind: 'error', status: 503, code: 'ServerBusy' },
  'reset before': { kind: 'reset', when: 'before' },
  'reset after': { kind: 'reset', when: 'after' },
  'malformed JSON': { kind: 'text', text: '{"id": ', contentType: 'application/json' },
  'HTML page': { kind: 'text', text: '<html>gateway</html>', contentType: 'text/html' },
  'truncated body': { kind: 'text', text: '{"status":"Succ', contentType: 'application/json' },
  '401 once': { kind: 'error', status: 401, code: 'ExpiredAuthenticationToken' },
  'slower than the limit': { kind: 'latency', delayMs: 90_000 },
};

/** Plays attach → wait → status → detach → wait; tells how it ended. */
async function live({ client, configuration }: Environment): Promise<string> {
  try {
    const { operation } = await client.attach('gpu', configuration);
    const attached = await client.wait('gpu', { operation, timeoutMs: 3_600_000 });
    if (attached.kind !== 'reached') return `attach ${attached.kind}`;
    await client.get('gpu');
    const { operation: detaching } = await client.detach('gpu');
    const detached = await client.wait('gpu', {
      until: 'detached',
      operation: detaching,
      timeoutMs: 3_600_000,
    });
    return detached.kind === 'reached' ? 'completed' : `detach ${detached.kind}`;
  } catch (error) {
    if (ComputeTargetError.isInstance(error)) return error.code;
    throw error;
  }
}

const table = new Map<string, string>();

describe.each(Object.entries(PLACES))('a fault at: %s', (place, match) => {
  it.each(Object.entries(FAULTS))('%s ends in the right state or in a typed error', async (fault, effect) => {
    const environment = createEnvironment();
    const { service } = environment;
    service.control.faults.plan({ ...(match === undefined ? {} : { match }), effect });
    const end = await live(environment);
    table.set(`${place}|${fault}`, end);

    service.control.faults.assertConsumed();
    const puts = environment.requests().filter((line) => line === 'PUT compute.put 201').length;
    const reset = fault === 'reset after' && place === 'attach (PUT)' ? 1 : 0;
    expect(puts + reset, 'the attach is carried out once').toBeLessThanOrEqual(1);
    expect(service.control.clusters.get(demoIds.aksId), 'the cluster is still there').toBeDefined();
    if (end === 'completed') expect(service.control.computes.find('gpu')).toBeNull();
    else expect(['unexpected-response']).toContain(end);
  });
});

describe('the table in the docs', () => {
  it('shows these results', () => {
    const file = new URL('../../../docs/fault-sweep.md', import.meta.url);
    const text = render();
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

function render(): string {
  const places = Object.keys(PLACES);
  const faults = Object.keys(FAULTS);
  const rows = faults.map(
    (fault) => `| ${fault} | ${places.map((place) => table.get(`${place}|${fault}`)).join(' | ')} |`,
  );
  return [
    '# Fault sweep',
    '',
    'The life attach → wait → status → detach → wait, with one fault at one place. `completed`: the compute was attached and',
    'is gone again, the attach was carried out once, the cluster is untouched. Anything else is the code of the typed error',
    'that the caller got. Made by `packages/core/test/fault-sweep.test.ts`, which fails when a result changes.',
    '',
    `| fault | ${places.join(' | ')} |`,
    `|---|${places.map(() => '---').join('|')}|`,
    ...rows,
    '',
  ].join('\n');
}
