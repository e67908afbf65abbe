import { FakeComputeService, ManualClock } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { eraOf } from '../src/eras/era-of.js';
import { openLegacyStdio } from '../src/eras/legacy/open-legacy-stdio.js';
import { openModernStdio } from '../src/eras/modern/open-modern-stdio.js';
import { listOffer } from '../src/protocol/list-offer.js';
import { EarlyAnswers } from '../src/stdio/early-answers.js';
import type { Message } from '../src/stdio/message.js';
import { selectTools } from '../src/tools/registry.js';
import { version } from '../src/version.js';
import { demoWorkspace, openServices } from './connect-client.js';
import { FOR_A_LEG, handshake, LEGACY_START, MODERN_START } from './start-requests.js';

/** What the process is started with, as far as it changes what is listed. */
interface Start {
  readonly pinned: boolean;
  readonly readOnly?: boolean;
  readonly names?: readonly string[];
}

function parts({ pinned, readOnly = false, names }: Start) {
  const clock = new ManualClock({ autoAdvance: true });
  const service = new FakeComputeService({ seed: 'demo', clock });
  const shared = openServices(service, { clock, log: () => {}, pinned: pinned ? demoWorkspace : null });
  const tools = selectTools({ readOnly, names: names ?? null });
  return { ...shared, version, principal: 'tester', tools, lasting: true };
}

/** The answer of the leg itself, which has not been started before. */
async function answerOfLeg(message: Message, start: Start): Promise<unknown> {
  const written: object[] = [];
  const write = async (one: object): Promise<void> => {
    written.push(one);
  };
  const dependencies = parts(start);
  const leg =
    eraOf(message) === 'modern'
      ? await openModernStdio(dependencies, { write, onSettled: () => {} })
      : await openLegacyStdio(dependencies, { write, onSettled: () => {}, handshake: [] });
  leg.deliver(message);
  await leg.idle();
  await leg.close();
  return written[0];
}

function earlyAnswers(start: Start): EarlyAnswers {
  return new EarlyAnswers(listOffer({ version, tools: parts(start).tools, pinned: start.pinned }));
}

describe.each<Start>([
  { pinned: true },
  { pinned: false },
  { pinned: true, readOnly: true },
  { pinned: false, names: ['compute_attach'] },
])('started with %j', (start) => {
  it.each([...LEGACY_START, ...MODERN_START])('answers $method, as its leg would', async (message) => {
    const offered = await answerOfLeg(message, start);
    const early = earlyAnswers(start).answer(message, eraOf(message));
    // What is not offered is refused by the leg.
    if (early === null) expect(offered).toHaveProperty('error');
    else expect(JSON.parse(JSON.stringify(early))).toEqual(JSON.parse(JSON.stringify(offered)));
  });
});

describe('before a leg is open', () => {
  it('all that a start asks for is answered', () => {
    const early = earlyAnswers({ pinned: true });
    for (const message of [...LEGACY_START, ...MODERN_START])
      expect(early.answer(message, eraOf(message)), JSON.stringify(message)).toHaveProperty('result');
  });

  it.each(FOR_A_LEG)('$method, is left to the leg', (message) => {
    expect(earlyAnswers({ pinned: true }).answer(message, eraOf(message))).toBeNull();
  });

  it('notifications and answers of a legacy client need nothing', () => {
    const early = earlyAnswers({ pinned: true });
    expect(early.answer({ jsonrpc: '2.0', method: 'notifications/initialized' }, 'legacy')).toBe('taken');
    expect(early.answer({ jsonrpc: '2.0', id: 7 }, 'legacy')).toBe('taken');
  });

  it('the handshake is kept, for the leg to have it', () => {
    const early = earlyAnswers({ pinned: true });
    expect(early.handshake).toEqual([]);
    const [first, last] = [handshake('2025-06-18'), handshake('2025-11-25', { elicitation: {} })];
    const initialized = { jsonrpc: '2.0' as const, method: 'notifications/initialized' };
    for (const message of [first, last, initialized]) early.answer(message, 'legacy');
    expect(early.handshake).toEqual([last, initialized]);
  });
});

it('a leg sees the handshake that was answered without it, and does not answer it again', async () => {
  const written: object[] = [];
  const leg = await openLegacyStdio(parts({ pinned: true }), {
    onSettled: () => {},
    write: async (message) => {
      written.push(message);
    },
    handshake: [handshake('2025-11-25', { elicitation: {} })],
  });
  const call = { name: 'compute_detach', arguments: { name: 'gone' } };
  leg.deliver({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: call });
  await leg.idle();
  expect(written).toEqual([expect.objectContaining({ id: 2 })]);
  await leg.close();
});
