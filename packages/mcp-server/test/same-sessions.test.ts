import { systemClock } from '@azureml-kubernetes/core';
import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../src/configuration/config.js';
import { openDependencies } from '../src/process/open-dependencies.js';
import { openStdioLegs } from '../src/process/open-stdio-legs.js';
import { type Message, parseMessage } from '../src/stdio/message.js';
import { modernRequest } from './modern.js';
import { spawnServer } from './spawn-server.js';
import { handshake } from './start-requests.js';

const asking = { elicitation: { form: {} } };
const call = (name: string, args: object) => ({ name, arguments: args });
const attach = call('compute_attach', { name: 'gpu', resource_id: demoIds.aksId });
const status = call('compute_get_status', { name: 'gpu' });
const detach = call('compute_detach', { name: 'gpu' });
const legacy = (method: string, params: object = {}) => ({ jsonrpc: '2.0', id: 1, method, params });
const calls = [attach, status, call('compute_wait', { name: 'gpu' }), detach, call('nope', {})];

/** What clients say, one message after the other's answer. */
const SESSIONS: Readonly<Record<string, readonly object[]>> = {
  'a life in the legacy era': [
    handshake('2025-11-25'),
    { jsonrpc: '2.0', method: 'notifications/initialized' },
    ...['ping', 'tools/list', 'prompts/list', 'resources/templates/list'].map((method) => legacy(method)),
    ...calls.map((params) => legacy('tools/call', params)),
    legacy('resources/list'),
    legacy('resources/read', { uri: 'azureml-kubernetes://computes/gpu' }),
    legacy('resources/read', { uri: 'azureml-kubernetes://computes/nope' }),
    legacy('tools/list'),
    legacy('nope'),
  ],
  'a life in the modern era': [
    ...['server/discover', 'tools/list', 'prompts/list', 'resources/templates/list'].map((method) =>
      modernRequest(method),
    ),
    ...calls.map((params) => modernRequest('tools/call', { params, capabilities: asking })),
    modernRequest('resources/list'),
    modernRequest('resources/read', { params: { uri: 'azureml-kubernetes://computes/gpu' } }),
    modernRequest('prompts/get', { params: { name: 'safe_detach', arguments: { name: 'gpu' } } }),
    modernRequest('tools/list'),
    modernRequest('nope'),
  ],
  'both eras on one pipe': [
    modernRequest('server/discover'),
    handshake('2025-06-18', { elicitation: {} }),
    { jsonrpc: '2.0', method: 'notifications/initialized' },
    modernRequest('tools/call', { params: attach }),
    legacy('tools/call', status),
    modernRequest('tools/call', { params: status }),
  ],
};

/** Members that differ from run to run. */
const VARYING = [
  'version',
  'confirm_token',
  'expires_at',
  'requestState',
  'created_at',
  'modified_at',
  'waited_seconds',
  'request_id',
];

/** A message without what differs; the JSON that stands in a text is read, too. */
function steady(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) => {
    if (VARYING.includes(key)) return '';
    return key === 'text' && typeof value === 'string' && value.startsWith('{') ? steady(value) : value;
  });
}

const isRequest = (message: object): boolean => 'id' in message;

async function playShipped(messages: readonly object[]): Promise<readonly string[]> {
  const server = spawnServer(['--demo']);
  let answered = 0;
  for (const message of messages) {
    server.send(JSON.stringify(message));
    if (isRequest(message)) answered += 1;
    await server.lines(answered);
  }
  server.child.stdin?.end();
  await server.exited();
  return server.stdout().trim().split('\n');
}

async function playSources(messages: readonly object[]): Promise<readonly string[]> {
  const readFile = () => ({ kind: 'absent' as const });
  const command = parseCommand({ argv: ['--demo'], env: {}, cwd: '/', readFile, toolNames: [] });
  if (command.kind !== 'serve') throw new Error('no configuration');
  const { config } = command;
  const lines: string[] = [];
  let onLine = (): void => {};
  const opened = openDependencies(config, { env: {}, clock: systemClock, log: () => {} });
  const legs = openStdioLegs({
    config,
    write: async (message) => {
      lines.push(JSON.stringify(message));
      onLine();
    },
    onSettled: () => {},
    dependencies: () => opened,
    onFailed: (error) => {
      throw error;
    },
  });
  for (const message of messages) {
    const answered = new Promise<void>((resolve) => {
      onLine = resolve;
    });
    const parsed: Message = parseMessage(JSON.stringify(message));
    legs.deliver(parsed);
    if (isRequest(message)) await answered;
  }
  await legs.close();
  return lines;
}

describe('the shipped program and its sources', () => {
  it.each(Object.entries(SESSIONS))('play the same session: %s', async (_what, messages) => {
    const [shipped, sources] = await Promise.all([playShipped(messages), playSources(messages)]);
    expect(shipped.length).toBe(messages.filter(isRequest).length);
    expect(shipped.map(steady)).toEqual(sources.map(steady));
  });
});
