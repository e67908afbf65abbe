import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRequest, parseMessage } from './message.js';

describe('a line of JSON-RPC', () => {
  it.each([
    ['{"jsonrpc":"2.0","id":0,"method":"ping"}', true],
    ['{"jsonrpc":"2.0","id":"a","method":"ping","params":{"_meta":{}}}', true],
    ['{"jsonrpc":"2.0","method":"notifications/initialized"}', false],
    ['{"jsonrpc":"2.0","id":7,"result":{}}', false],
    ['{"jsonrpc":"2.0","id":7,"error":{"code":1,"message":"no"}}', false],
  ])('%s is a message; that it is a request: %s', (line, request) => {
    expect(isRequest(parseMessage(line))).toBe(request);
  });

  it.each([
    '',
    'garbage',
    'null',
    '[]',
    '7',
    '{"jsonrpc":"2.0"}',
    '{"id":7,"method":"ping"}',
    '{"jsonrpc":"1.0","id":7,"method":"ping"}',
    '{"jsonrpc":"2.0","id":7}',
    '{"jsonrpc":"2.0","id":null,"method":"ping"}',
    '{"jsonrpc":"2.0","id":1.5,"method":"ping"}',
    '{"jsonrpc":"2.0","id":7,"method":7}',
  ])('%j is refused', (line) => {
    expect(() => parseMessage(line)).toThrow(/./);
  });

  it('throws a SyntaxError or a TypeError, and nothing else, on any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        try {
          expect(parseMessage(line)).toHaveProperty('jsonrpc', '2.0');
        } catch (error) {
          expect(error instanceof SyntaxError || error instanceof TypeError).toBe(true);
        }
      }),
    );
  });
});
