import type { Fetch } from '@azureml-kubernetes/core';
import { demoIds } from '@azureml-kubernetes/testkit';
import { McpError } from '@modelcontextprotocol/sdk/types.js';
import { renderResult } from '../src/command-line/output/render-result.js';
import { createHttpHandler } from '../src/eras/modern/create-http-handler.js';
import type { Method } from '../src/protocol/answers.js';
import { openSession } from '../src/protocol/open-session.js';
import type { SharedServices } from '../src/protocol/session-dependencies.js';
import { allTools } from '../src/tools/registry.js';
import { connectClient } from './connect-client.js';
import { modernHeaders, modernRequest } from './modern.js';

/** What one use of the server showed: results of all kinds, and texts that stand alone. */
export interface Shown {
  readonly results: readonly Readonly<Record<string, unknown>>[];
  /** Progress, questions to a person, and log lines. */
  readonly texts: readonly string[];
}

/** A prompt whose argument is completed. */
const DETACH_PROMPT = { type: 'ref/prompt', name: 'safe_detach' } as const;
/** A namespace is missing, so that there is something to agree to. */
const PREPARE = { resource_id: demoIds.aksId, namespace: 'team', create_namespace: true };
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
  ['cluster_inspect', { resource_id: demoIds.aksId }],
  ['cluster_inspect', { resource_id: demoIds.arcId }],
  ['cluster_prepare', { ...PREPARE, max_wait_seconds: 1 }],
  ['cluster_prepare', { resource_id: demoIds.arcId, namespace: 'team' }],
];

/** What an assistant of the modern era asks; the last two are answered with a question. */
const MODERN_REQUESTS: readonly (readonly [Method, Record<string, unknown>])[] = [
  ['tools/call', { name: 'compute_get_status', arguments: { name: 'bad' } }],
  ['tools/call', { name: 'compute_diagnose', arguments: { name: 'bad' } }],
  ['tools/call', { name: 'cluster_inspect', arguments: { resource_id: demoIds.aksId } }],
  ['resources/list', {}],
  ['prompts/get', { name: 'diagnose_compute', arguments: { name: 'bad' } }],
  ['completion/complete', { ref: DETACH_PROMPT, argument: { name: 'name', value: '' } }],
  ['tools/call', { name: 'compute_detach', arguments: { name: 'bad' } }],
  ['tools/call', { name: 'cluster_prepare', arguments: { ...PREPARE, namespace: 'crew' } }],
];

/**
 * Uses every tool, resource, prompt and completion of a server whose service answers through `wrap`, in both eras, and
 * writes each result as the command line does for people.
 */
export async function useEverything(wrap: (send: Fetch) => Fetch): Promise<Shown> {
  const texts: string[] = [];
  const { call, client, service, logged, shared } = await connectClient({
    wrap,
    inCluster: 'write',
    onAsked: (question) => {
      texts.push(question);
      const isDetach = question.includes('etach');
      return isDetach ? { action: 'decline' } : { action: 'accept', content: { confirm: true } };
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
  const others: (() => Promise<object>)[] = [
    () => client.listResources(),
    async () => contentOf((await client.readResource({ uri: 'azureml-kubernetes://computes/gpu' })).contents),
    () => client.getPrompt({ name: 'diagnose_compute', arguments: { name: 'bad' } }),
    () => client.complete({ ref: DETACH_PROMPT, argument: { name: 'name', value: '' } }),
  ];
  for (const one of others) results.push({ ...(await one().catch(refusalOf)) });
  for (const result of results)
    texts.push(await renderResult(result, 'table'), await renderResult(result, 'tsv'));
  const askModern = openModern(shared);
  for (const [method, params] of MODERN_REQUESTS) results.push(await askModern(method, params));
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

/** A session of the modern era beside the other one; gives what an answer shows, without its copy of the result as text. */
function openModern(shared: SharedServices) {
  const session = openSession({ ...shared, principal: 'tester', tools: allTools, lasting: true });
  const handler = createHttpHandler(session, shared.log);
  return async (method: Method, params: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const parsedBody = modernRequest(method, { params, capabilities: { elicitation: { form: {} } } });
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const request = new Request('http://127.0.0.1/mcp', {
      method: 'POST',
      headers: { ...headers, ...modernHeaders(parsedBody) },
      body: JSON.stringify(parsedBody),
    });
    const text = await (await handler.fetch(request, { parsedBody })).text();
    const event = text.split('\n').findLast((line) => line.startsWith('data: {'));
    const { result, error }: { result?: object; error?: object } = JSON.parse(event?.slice(6) ?? text);
    const { content: _copy, ...shown }: { content?: unknown } = { ...result };
    return { ...shown, ...(error === undefined ? {} : { error }) };
  };
}
