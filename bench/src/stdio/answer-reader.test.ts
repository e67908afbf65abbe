import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { AnswerReader } from './answer-reader.js';

it('finds answers by their ids, whatever else is said and however it is cut', async () => {
  const stream = new PassThrough();
  const answers = new AnswerReader(stream, 1_000);
  const second = answers.of(2);
  const said = [
    'starting …',
    '{"jsonrpc":"2.0","method":"hello"}',
    '{"id":1,"result":"one"}',
    '{"id":2,"result":"two"}',
  ];
  for (const character of said.map((line) => `${line}\n`).join('')) stream.write(character);
  expect(await second).toBe('two');
  expect(await answers.of(1)).toBe('one');
});

it('gives up on an answer that does not come', async () => {
  await expect(new AnswerReader(new PassThrough(), 1).of(1)).rejects.toThrow('no answer to request 1');
});
