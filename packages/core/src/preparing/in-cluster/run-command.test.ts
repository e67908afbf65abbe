import { describe, expect, it } from 'vitest';
import { parseClusterId } from '../../domain/ids/resource-ids.js';
import { Secret } from '../../domain/secret.js';
import { NetworkError } from '../../errors/network-error.js';
import type { TransportAnswer } from '../../transport/transport.js';
import { type CommandRunner, runCommand } from './run-command.js';

const NONCE = '0123456789abcdef0123456789abcdef';
const ENDPOINT = 'https://management.azure.com';
const CLUSTER =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/c1';

interface Sent {
  readonly method: string;
  readonly body: string | undefined;
}

function script(...answers: readonly (TransportAnswer | Error)[]): CommandRunner & { readonly sent: Sent[] } {
  const sent: Sent[] = [];
  let now = 0;
  return {
    sent,
    endpoint: ENDPOINT,
    resourceId: parseClusterId(CLUSTER),
    clusterToken: null,
    nonce: () => NONCE,
    random: () => 0.5,
    clock: {
      now: () => now,
      monotonic: () => now,
      sleep: async (delayMs) => {
        now += delayMs;
      },
    },
    transport: async ({ method, body }) => {
      const next = answers[sent.length] ?? { status: 202, headers: {}, body: '' };
      sent.push({ method, body });
      if (next instanceof Error) throw next;
      return next;
    },
  };
}

const accepted: TransportAnswer = { status: 202, headers: { location: `${ENDPOINT}/result` }, body: '' };
const refusal = (status: number, code: string, message: string): TransportAnswer => ({
  status,
  headers: {},
  body: JSON.stringify({ error: { code, message } }),
});
const result = (properties: object): TransportAnswer => ({
  status: 200,
  headers: {},
  body: JSON.stringify({ properties }),
});
const ran = (output: string, exitCode = 0): TransportAnswer =>
  result({
    provisioningState: 'Succeeded',
    exitCode,
    logs: `warning\nBEGIN${NONCE}\n${output}\nEND${NONCE} ${exitCode}\n`,
  });

describe('runCommand', () => {
  it('gives the output of the command and its exit code', async () => {
    const running = { status: 202, headers: {}, body: '{"properties":{"provisioningState":"Running"}}' };
    const runner = script(accepted, running, ran('hello', 3));
    expect(await runCommand(runner, 'kubectl x')).toEqual({ kind: 'ran', exitCode: 3, output: 'hello' });
    expect(runner.sent.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
  });

  it('sends the token of a cluster with the command, and shows it nowhere else', async () => {
    const runner = { ...script(accepted, ran('')), clusterToken: new Secret('planted-token') };
    const outcome = await runCommand(runner, 'kubectl x');
    expect(JSON.parse(runner.sent[0]?.body ?? '')).toMatchObject({
      clusterToken: 'planted-token',
      context: '',
    });
    expect(JSON.stringify(outcome)).not.toContain('planted-token');
  });

  it.each([
    ['forbidden', refusal(403, 'AuthorizationFailed', 'no runcommand/action')],
    ['disabled', refusal(403, 'Forbidden', 'Run command is disabled')],
    ['disabled', refusal(400, 'BadRequest', 'Run Command feature is disabled for this cluster')],
    [
      'policy',
      refusal(
        400,
        'KubernetesOperationError',
        'admission webhook "validation.gatekeeper.sh" denied the request',
      ),
    ],
    ['refused', refusal(409, 'OperationNotAllowed', 'busy')],
    ['lost', { status: 502, headers: {}, body: '<html>' }],
    ['lost', new NetworkError('no answer', { hint: 'h', retryable: true })],
  ])('tells that it was %s, and sends it once', async (reason, answer) => {
    const runner = script(answer);
    expect(await runCommand(runner, 'kubectl x')).toMatchObject({ kind: 'refused', refusal: { reason } });
    expect(runner.sent).toHaveLength(1);
  });

  it.each([
    ['not-run', result({ provisioningState: 'failed', reason: 'ImagePullBackoff' })],
    ['lost', refusal(404, 'NotFound', 'Operation returned an invalid status')],
    ['cut', result({ provisioningState: 'Succeeded', exitCode: 0, logs: `BEGIN${NONCE}\nhalf` })],
    ['unreadable', { status: 200, headers: {}, body: '{}' }],
  ])('tells that its result was %s', async (reason, answer) => {
    expect(await runCommand(script(accepted, answer), 'kubectl x')).toMatchObject({ refusal: { reason } });
  });

  it('gives up on a result after five minutes', async () => {
    const runner = script(accepted);
    expect(await runCommand(runner, 'kubectl x')).toMatchObject({ refusal: { reason: 'lost' } });
    expect(runner.clock.monotonic()).toBeLessThanOrEqual(300_000);
  });

  it('tries once more, after a pause, a pod that did not start', async () => {
    const late = refusal(
      500,
      'KubernetesPerformanceError',
      'did not start within 30s on your cluster, retry may helps',
    );
    const runner = script(late, accepted, ran('hello'));
    expect(await runCommand(runner, 'kubectl x')).toMatchObject({ kind: 'ran' });
    expect(runner.clock.monotonic()).toBeGreaterThanOrEqual(30_000);
    expect(await runCommand(script(late, late), 'kubectl x')).toMatchObject({
      refusal: { reason: 'not-started' },
    });
  });

  it('throws where the caller is not signed in', async () => {
    await expect(runCommand(script(refusal(401, 'Expired', 'm')), 'x')).rejects.toMatchObject({
      code: 'credential',
    });
  });
});
