import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calledTools, countRequests, wantsProgress } from './messages.js';

const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'compute_attach' } };

describe('what a body is seen to hold', () => {
  it('names the tools that a message or a batch calls', () => {
    expect(calledTools(call)).toEqual(['compute_attach']);
    expect(calledTools([{ method: 'ping', id: 1 }, call, 7, null, call])).toEqual([
      'compute_attach',
      'compute_attach',
    ]);
    expect(calledTools({ method: 'tools/call', params: { name: 7 } })).toEqual([]);
    expect(calledTools({ method: 'tools/call' })).toEqual([]);
    expect(calledTools({ method: 'prompts/get', params: { name: 'x' } })).toEqual([]);
  });

  it('tells a request from an answer and from a notification', () => {
    expect(countRequests(call)).toBe(1);
    expect(countRequests([call, { method: 'notifications/initialized' }, 7, call])).toBe(2);
    expect(countRequests({ jsonrpc: '2.0', id: 1, result: {} })).toBe(0);
    expect(countRequests({ method: 'notifications/cancelled' })).toBe(0);
  });

  it('sees whether progress is wanted, whatever the token is', () => {
    for (const progressToken of [0, '', 'a'])
      expect(wantsProgress({ ...call, params: { _meta: { progressToken } } })).toBe(true);
    expect(wantsProgress(call)).toBe(false);
    expect(wantsProgress({ ...call, params: { _meta: null } })).toBe(false);
  });

  it('stumbles over nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        for (const look of [calledTools, countRequests, wantsProgress])
          expect(() => look(body)).not.toThrow();
      }),
    );
  });
});
