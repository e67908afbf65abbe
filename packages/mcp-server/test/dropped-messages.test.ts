import { expect, it } from 'vitest';
import { modernRequest } from './modern.js';
import { spawnServer } from './spawn-server.js';

/** More than may be at work at once. */
const COUNT = 300;
/** The SDKs drop a request with a member that JSON-RPC does not know, and do not answer it. */
const odd = { extra: true };

it.each([
  ['legacy', (id: number) => ({ jsonrpc: '2.0', id, method: 'resources/list' })],
  ['modern', (id: number) => modernRequest('resources/list', { id })],
])('requests that the %s leg drops hold nothing back', async (_era, request) => {
  const server = spawnServer(['--demo']);
  const dropped = Array.from({ length: COUNT }, (_, id) => JSON.stringify({ ...request(id), ...odd }));
  server.send(...dropped);
  server.send(JSON.stringify(request(COUNT)));
  await server.lines(1);
  server.send(JSON.stringify(request(COUNT + 1)));
  const answers = await server.lines(2);
  expect(answers.map((line) => JSON.parse(line).id)).toEqual([COUNT, COUNT + 1]);
  server.child.stdin?.end();
  expect(await server.exited()).toBe(0);
});
