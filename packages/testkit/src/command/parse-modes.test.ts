import { describe, expect, it } from 'vitest';
import { parseModes } from './parse-modes.js';

describe('parseModes', () => {
  it('reads words, numbers, booleans and null, each as its mode has it', () => {
    expect(
      parseModes([
        'update=conflict',
        'pageSize=2',
        'signedOperationUrl=true',
        'operationRetentionMs=null',
        'lastNextLink=null',
      ]),
    ).toEqual({
      update: 'conflict',
      pageSize: 2,
      signedOperationUrl: true,
      operationRetentionMs: null,
      lastNextLink: 'null',
    });
    expect(parseModes([])).toEqual({});
  });

  it.each([
    ['pageSize', "--mode expects a name and a value such as pageSize=2, got 'pageSize'"],
    ['pageSize=', "got 'pageSize='"],
    ['pageSize=0', '--mode pageSize must be a count from 1. Example: 100'],
    ['pagesize=2', '--mode pagesize is not a known member'],
    ['update=never', '--mode update must be one of "overwrite"'],
    ['operationRegion=East US', '--mode operationRegion must be a region name'],
  ])('refuses %s', (text, words) => {
    expect(() => parseModes([text])).toThrow(words);
  });
});
