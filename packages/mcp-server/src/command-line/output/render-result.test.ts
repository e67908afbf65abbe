import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutputFormat } from './output-format.js';
import { paintState } from './paint-state.js';
import { renderResult } from './render-result.js';
import { isJsonQuery, searchJson } from './search-json.js';

const list = {
  computes: [
    { name: 'gpu', state: 'Succeeded', resource_id: '/a', untrusted: { description: 'x' } },
    { name: 'cpu-long-name', state: 'Failed', resource_id: '/b' },
  ],
  total: 2,
  next_step: 'Call compute_wait.',
};

describe('a result', () => {
  it('with a list is a table of it, without what is nested', async () => {
    expect(await renderResult(list, 'table')).toBe(
      [
        'Name           State      ResourceId',
        '-------------  ---------  ----------',
        'gpu            Succeeded  /a',
        'cpu-long-name  Failed     /b',
        '',
      ].join('\n'),
    );
  });

  it('of one thing stands upright, without what is meant for agents', async () => {
    expect(await renderResult({ name: 'gpu', state: 'Creating', next_step: 'x', tags: {} }, 'table')).toBe(
      'Name   gpu\nState  Creating\n',
    );
  });

  it.each<[OutputFormat, string]>([
    ['tsv', 'gpu\tSucceeded\t/a\ncpu-long-name\tFailed\t/b\n'],
    ['json', `${JSON.stringify(list, null, 2)}\n`],
    ['none', ''],
  ])('as %s is as scripts expect', async (format, text) => {
    expect(await renderResult(list, format)).toBe(text);
  });

  it('as YAML keeps every text in quotes on one line', async () => {
    expect(await renderResult({ a: 'no', b: '1\n2', c: [true, null, 3] }, 'yaml')).toBe(
      'a: "no"\nb: "1\\n2"\nc:\n  - true\n  - null\n  - 3\n',
    );
  });

  it.each<[OutputFormat, string]>([
    ['tsv', 'gpu\tSucceeded\ncpu\tFailed\n'],
    ['table', 'Column1  Column2\n-------  ---------\ngpu      Succeeded\ncpu      Failed\n'],
  ])('with rows that are lists has them as %s', async (format, text) => {
    const rows = [
      ['gpu', 'Succeeded'],
      ['cpu', 'Failed'],
    ];
    expect(await renderResult(rows, format)).toBe(text);
  });

  it('of a look inside a cluster has a row a part', async () => {
    const sections = { pods: { state: 'read', count: 3 }, nodes: { state: 'refused', fix: 'Ask.' } };
    expect(await renderResult({ resource_id: '/a', sections }, 'tsv')).toBe(
      'pods\tread\t3\t\nnodes\trefused\t\tAsk.\n',
    );
  });

  it('with an empty list is an empty table', async () => {
    expect(await renderResult({ computes: [], total: 0 }, 'table')).toBe('');
  });

  it('has words of state in colour, and keeps the words', async () => {
    const text = await renderResult(list, 'table', paintState);
    expect(text).toContain('\u001b[32mSucceeded\u001b[39m');
    expect(text).toContain('\u001b[31mFailed\u001b[39m');
  });

  it('never begins a line with a command for a runner, nor moves the cursor, whatever others write', async () => {
    const hostile = fc.constantFrom(
      '::add-mask::x',
      '##vso[task.setvariable]y',
      '##[error]z',
      '\u001b[2J',
      'a\tb\nc',
      '\u202e',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ text: fc.oneof(hostile, fc.string()) }), { minLength: 1 }),
        async (rows) => {
          for (const format of ['table', 'tsv', 'yaml', 'json'] as const) {
            const text = await renderResult(rows, format);
            expect(text).not.toMatch(/^\s*(?:::|##\[|##vso\[)/m);
            if (format !== 'json' && format !== 'yaml')
              expect(['\u001b', '\u202e'].some((char) => text.includes(char))).toBe(false);
          }
        },
      ),
    );
  });
});

describe('a query', () => {
  it('takes a part of the result', () => {
    expect(searchJson(list, "computes[?state=='Failed'].name | [0]")).toBe('cpu-long-name');
  });

  it.each([
    ['computes[].name', true],
    ['length(computes)', true],
    ['computes[', false],
    ['#', false],
  ])('%j can be read: %j', (query, expected) => {
    expect(isJsonQuery(query)).toBe(expected);
  });
});
