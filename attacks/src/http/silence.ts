import assert from 'node:assert/strict';
import { demoIds } from '@azureml-kubernetes/testkit';
import type { Attack } from '../attack.ts';
import { type ScriptedAnswer, type ScriptedAzure, startScripted } from '../stage/azure.ts';
import { answerIn, type HttpServer, openSession, startHttp } from '../stage/http-server.ts';
import { type Message, modernCall, modernHeaders, toolCall } from '../stage/message.ts';
import type { Stage } from '../stage/stage.ts';
import { openStdio } from '../stage/stdio-session.ts';
import { within } from '../stage/within.ts';

/** What a call may be silent for. */
const SILENT_MS = 50_000;
/** The server takes this long to start. */
const STARTED_MS = 15_000;
const CALLS: readonly [string, object][] = [
  ['compute_get_status', { name: 'gpu' }],
  ['compute_list', {}],
  ['compute_diagnose', { name: 'gpu' }],
  ['compute_check_attach', { name: 'gpu', resource_id: demoIds.aksId }],
  ['compute_attach', { name: 'gpu', resource_id: demoIds.aksId }],
  ['cluster_list', {}],
  ['cluster_prepare', { resource_id: demoIds.aksId }],
];
const THROTTLED: ScriptedAnswer = {
  status: 429,
  headers: { 'retry-after': '70' },
  body: { error: { code: 'TooManyRequests' } },
};

/** Calls one tool, in one way to reach the server. */
type CallTool = (id: number, tool: string, args: object) => Promise<Message>;

/** Azure makes a server wait: it throttles for longer than a client does, or never answers. */
export const silence: Attack = {
  name: 'silence',
  promise: 'a call is silent for at most 50 seconds, whatever Azure does, in each mode and era',
  pace: 'long',
  async play(stage) {
    const throttling = await startScripted(stage, () => THROTTLED);
    const hanging = await startScripted(stage, () => null);
    const [slowest, patient] = await Promise.all([playAll(stage, hanging), playAll(stage, throttling)]);
    assert.ok(patient.longestMs < 10_000, `a throttled call took ${patient.longestMs} ms`);
    assert.ok(
      patient.texts.some((text) => /Wait 70 seconds/.test(text)),
      'the pause is named',
    );
    return `${slowest.texts.length + patient.texts.length} calls in 5 ways, the longest ${seconds(slowest.longestMs)} s where Azure hangs, ${seconds(patient.longestMs)} s where it throttles`;
  },
};

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}

async function playAll(stage: Stage, azure: ScriptedAzure) {
  const ways = await Promise.all([
    ...['legacy', 'modern'].map((era) => overStdio(stage, azure, era)),
    startHttp(stage, azure.args).then(async (server) => {
      const session = await openSession(server);
      return session.call;
    }),
    startHttp(stage, ['--http-stateless', ...azure.args]).then(overHttp),
    startHttp(stage, ['--http-stateless', ...azure.args]).then(overModernHttp),
  ]);
  const calls = ways.flatMap((call) =>
    CALLS.map(async ([tool, args], id) => {
      const startedAt = performance.now();
      const answer = await within(SILENT_MS, `the answer to ${tool}`, call(id, tool, args));
      assert.ok(answer.error === undefined, `${tool} ends with a result: ${JSON.stringify(answer.error)}`);
      return { tookMs: performance.now() - startedAt, text: JSON.stringify(answer.result) };
    }),
  );
  const ended = await Promise.all(calls);
  return {
    longestMs: Math.round(Math.max(...ended.map(({ tookMs }) => tookMs))),
    texts: ended.map(({ text }) => text),
  };
}

async function overStdio(stage: Stage, azure: ScriptedAzure, era: string): Promise<CallTool> {
  const session = await within(STARTED_MS, 'a session', openStdio(stage, azure.args));
  return era === 'legacy'
    ? (_id, tool, args) => session.call(tool, args)
    : (_id, tool, args) => session.request('tools/call', modernCall(0, tool, args).params);
}

function overHttp(server: HttpServer): CallTool {
  return async (id, tool, args) => answerIn(await server.post(toolCall(id, tool, args)));
}

function overModernHttp(server: HttpServer): CallTool {
  return async (id, tool, args) => {
    const message = modernCall(id, tool, args);
    return answerIn(await server.post(message, modernHeaders(message)));
  };
}
