import { describe, expect, it } from 'vitest';
import { parseParams } from './method-params.js';

describe('the parameters of a method', () => {
  it.each([undefined, null, '', '{}', ' null ', {}])(
    'take arguments that are %j as an empty object',
    (given) => {
      const params = { name: 'compute_list', arguments: given };
      expect(parseParams('tools/call', params)).toEqual({ name: 'compute_list', arguments: {} });
    },
  );

  it('take arguments as JSON text', () => {
    const params = { name: 'compute_list', arguments: '{"limit": 3}' };
    expect(parseParams('tools/call', params)).toHaveProperty('arguments', { limit: 3 });
  });

  it.each(['{"limit": ', 'limit=3', '[1]', '7', 7, true, ['gpu']])('refuse %j in one sentence', (given) => {
    expect(() => parseParams('tools/call', { name: 'compute_list', arguments: given })).toThrow(
      'arguments must be an object of parameters by name, such as {"name": "gpu"}',
    );
  });

  it('name what is missing or of another type', () => {
    expect(() => parseParams('tools/call', null)).toThrow(
      'Invalid parameters of tools/call: name is required',
    );
    expect(() => parseParams('resources/read', { uri: 7 })).toThrow('uri must be of type string');
  });

  it.each([null, undefined, {}, { cursor: null }])('of a list may be %j', (params) => {
    expect(parseParams('tools/list', params)).toEqual({});
  });

  it('take null for what need not be there', () => {
    expect(parseParams('prompts/get', { name: 'safe_detach', arguments: null })).toEqual({
      name: 'safe_detach',
    });
  });
});
