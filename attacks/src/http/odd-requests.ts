import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { Attack } from '../attack.ts';
import { type HttpServer, startHttp } from '../stage/http-server.ts';
import type { Stage } from '../stage/stage.ts';

const BODY = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
const REFUSED_ORIGINS = [
  'javascript:alert(1)',
  'http://2130706433',
  'http://0x7f.1',
  'file:///x',
  'https://a.example/path',
];

/** Requests and settings that no client and no operator means. */
export const oddRequests: Attack = {
  name: 'odd-requests',
  promise: 'two Host headers are refused, a body over the limit is not read on, odd origins do not start',
  pace: 'quick',
  async play(stage) {
    const server = await startHttp(stage, ['--demo']);
    const { host } = new URL(server.url);
    const head = `POST /mcp HTTP/1.1\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n`;
    const twice = await exchange(
      server,
      `${head}Host: ${host}\r\nHost: evil.example\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`,
    );
    assert.match(twice.text, /^HTTP\/1\.1 400 /);
    const large = await exchange(
      server,
      `${head}Host: ${host}\r\nContent-Length: 1000000000\r\n\r\n${'x'.repeat(100)}`,
      true,
    );
    assert.match(large.text, /^HTTP\/1\.1 413 /);
    assert.ok(large.ms < 10_000, `the connection stayed open for ${Math.round(large.ms)} ms after 413`);
    for (const origin of REFUSED_ORIGINS) await expectRefused(stage, origin);
    return `413 closed after ${Math.round(large.ms)} ms, ${REFUSED_ORIGINS.length} origins refused`;
  },
};

async function expectRefused(stage: Stage, origin: string): Promise<void> {
  const program = await stage.start('mcp-server', [
    '--demo',
    '--http',
    '--port',
    '0',
    '--allowed-origins',
    origin,
  ]);
  const end = await Promise.race([
    program.ended,
    program.saw('stderr', /"url"/).then(
      () => 'it listens',
      () => 'late',
    ),
  ]);
  assert.equal(end, 2, `--allowed-origins ${origin}: ${end}`);
}

/** Sends bytes, and goes on sending where asked to, until the server closes. */
function exchange({ url }: HttpServer, bytes: string, goesOn = false): Promise<{ text: string; ms: number }> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    let text = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    const timer = setInterval(() => {
      if (goesOn) socket.write('x'.repeat(1_000));
      else if (text !== '') socket.end();
    }, 100);
    const end = (): void => {
      clearInterval(timer);
      clearTimeout(limit);
      socket.destroy();
      resolve({ text, ms: performance.now() - startedAt });
    };
    const limit = setTimeout(end, 60_000);
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', end).on('error', () => {});
  });
}
