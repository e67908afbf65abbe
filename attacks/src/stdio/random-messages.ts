import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { createRandom, type Random } from '../stage/random.ts';
import { openStdio } from '../stage/stdio-session.ts';
import { within } from '../stage/within.ts';

const COUNTS = { usual: 4_000, nightly: 74_000 } as const;
const BATCH = 500;

/** Messages at random: broken JSON, broken JSON-RPC, unknown methods, tools with arguments of any kind. */
export const randomMessages: Attack = {
  name: 'random-messages',
  promise:
    'whatever is sent, the server lives, answers what can be answered, and keeps stdout to the protocol',
  pace: 'quick',
  async play(stage, size) {
    const count = COUNTS[size];
    const random = createRandom(2026);
    const session = await openStdio(stage, ['--demo', '--log-level', 'error']);
    for (let sent = 0; sent < count; sent += BATCH) {
      for (let one = 0; one < Math.min(BATCH, count - sent); one += 1) session.send(randomLine(random));
      const answered = await within(30_000, 'an answer after random messages', session.request('ping'));
      assert.deepEqual(answered.result, {});
    }
    assert.ok(session.program.runs(), session.program.stderr());
    return `${count} messages, ${session.program.residentMb()} MB at the end`;
  },
};

function randomLine(random: Random): string {
  if (random.below(10) === 0)
    return random.of(['{', '[]', '""', 'null', '\u0000', 'x'.repeat(random.below(5_000)), '[{}]', '{}']);
  const message = {
    jsonrpc: random.of<unknown>(['2.0', '2.0', '2.0', '1.0', 2, null]),
    ...(random.below(4) === 0
      ? {}
      : { id: random.of<unknown>([1e6 + random.below(1e6), `a${random.below(1e6)}`, null, {}, 0.5, -1]) }),
    method: random.of<unknown>([
      'tools/call',
      'tools/call',
      'tools/list',
      'resources/read',
      'resources/subscribe',
      'prompts/get',
      'completion/complete',
      'notifications/cancelled',
      'logging/setLevel',
      'initialize',
      'nothing/such',
      7,
    ]),
    params: random.of<unknown>([
      undefined,
      null,
      [],
      'text',
      randomParams(random),
      randomParams(random),
      randomParams(random),
    ]),
  };
  return JSON.stringify(message);
}

function randomParams(random: Random): object {
  const value = (): unknown =>
    random.of<unknown>([
      'gpu',
      '',
      0,
      -1,
      1e308,
      null,
      true,
      [],
      {},
      { a: [1] },
      'x'.repeat(2_000),
      '\u202e',
      '../..',
      '__proto__',
    ]);
  return {
    name: random.of<unknown>([
      'compute_list',
      'compute_get_status',
      'compute_diagnose',
      'compute_check_attach',
      'nothing',
      value(),
    ]),
    arguments: random.of<unknown>([
      {},
      value(),
      { name: value(), resource_id: value(), limit: value() },
      { [String(value())]: value() },
    ]),
    uri: value(),
    requestId: value(),
    ref: { type: 'ref/prompt', name: value() },
    argument: { name: value(), value: value() },
    _meta: { progressToken: value() },
  };
}
