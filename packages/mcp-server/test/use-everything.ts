import type { Fetch } from '@azureml-kubernetes/core';
import { demoIds } from '@azureml-kubernetes/testkit';
import { McpError } from '@modelcontextprotocol/sdk/types.js';
import { connectClient } from './connect-client.js';

/** What one use of the server showed: results of all kinds, and texts that stand alone. */
export interface Shown {
  readonly results: readonly Readonly<Record<string, unknown>>[];
  /** Progress, questions to a person, and log lines. */
  readonly texts: readonly string[];
}

const ATTACH = { name: 'gpu', resource_id: demoIds.aksId, namespace: 'other' };

/** Every tool that reads what others can write, and the plans before a write. */
const CALLS: readonly (readonly [string, Record<string, unknown>])[] = [
  ['cluster_list', { all_workspaces: true }],
  ['compute_list', {}],
  ['compute_check_attach', { name: 'new', resource_id: demoIds.arcId }],
  ['compute_check_attach', ATTACH],
  ['compute_attach', { ...ATTACH, dry_run: true }],
  ['compute_attach', ATTACH],
  ['compute_attach', { name: 'late', resource_id: demoIds.arcId, skip_checks: true }],
  ['compute_wait', { name: 'late', max_wait_seconds: 1 }],
  ['compute_get_status', { name: 'gpu' }],
  ['compute_get_status', { name: 'bad' }],
  ['compute_wait', { name: 'bad', max_wait_seconds: 1 }],
  ['compute_diagnose', { name: 'bad' }],
  ['compute_detach', { name: 'gpu' }],
];

/** Uses every tool, resource, prompt and completion of a server whose service answers through `wrap`. */
export async function useEverything(wrap: (send: Fetch) => Fetch): Promise<Shown> {
  const texts: string[] = [];
  const { call, client, service, logged } = await connectClient({
    wrap,
    onAsked: (question) => {
      texts.push(question);
      return { action: 'decline' };
    },
  });
  const gpu = { name: 'gpu', resourceId: demoIds.aksId, namespace: 'ml' };
  service.control.computes.add({ ...gpu, description: 'plain', tags: { owner: 'me' } });
  const error = { code: 'ClusterNotReachable', message: 'no answer' };
  service.control.computes.add({
    name: 'bad',
    resourceId: demoIds.arcId,
    provisioningState: 'Failed',
    provisioningErrors: [{ error }],
  });
  const results: Readonly<Record<string, unknown>>[] = [];
  for (const [tool, args] of CALLS) {
    const onprogress = ({ message = '' }: { message?: string | undefined }) => texts.push(message);
    results.push((await call(tool, args, { onprogress })).result);
  }
  const ref = { type: 'ref/prompt', name: 'safe_detach' } as const;
  const others: (() => Promise<object>)[] = [
    () => client.listResources(),
    async () => contentOf((await client.readResource({ uri: 'azureml-kubernetes://computes/gpu' })).contents),
    () => client.getPrompt({ name: 'diagnose_compute', arguments: { name: 'bad' } }),
    () => client.complete({ ref, argument: { name: 'name', value: '' } }),
  ];
  for (const one of others) results.push({ ...(await one().catch(refusalOf)) });
  return { results, texts: [...texts, ...logged] };
}

/** The JSON of a resource, so that what it fences is seen as such. */
function contentOf([content]: readonly object[]): object {
  const text = content !== undefined && 'text' in content ? content.text : null;
  const value: unknown = typeof text === 'string' ? JSON.parse(text) : null;
  return typeof value === 'object' && value !== null ? value : { text };
}

function refusalOf(error: unknown): object {
  return { message: String(error), ...(error instanceof McpError ? { data: error.data } : {}) };
}
