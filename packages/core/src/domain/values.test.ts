import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOUDS, type CloudEndpoints, type CloudName, isSecure, parseCloud, parseOrigin } from './cloud.js';
import { isTerminal, parseLifecycle } from './lifecycle.js';
import { allows } from './permission.js';
import { Secret } from './secret.js';
import { readTimestamp } from './timestamp.js';

describe('readTimestamp', () => {
  it.each([
    ['2022-03-01T10:20:30Z', '2022-03-01T10:20:30+00:00'],
    ['2022-03-01T10:20:30-00:00', '2022-03-01T10:20:30+00:00'],
    ['2022-03-01T10:20:30.1234567+00:00', '2022-03-01T10:20:30.123456+00:00'],
    ['2022-03-01T10:20:30.0000009Z', '2022-03-01T10:20:30+00:00'],
    ['2022-03-01T10:20:30,5+09', '2022-03-01T10:20:30.500000+09:00'],
    ['20220301T102030-0530', '2022-03-01T10:20:30-05:30'],
    ['2022-03-01T10:20Z', '2022-03-01T10:20:00+00:00'],
    ['2022-03-01T10', '2022-03-01T10:00:00'],
    ['2022-03-01', '2022-03-01T00:00:00'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00+00:00'],
  ])('reads %s', (text, iso) => {
    expect(readTimestamp(text)).toEqual({ text, iso });
  });

  it.each([
    '',
    'not a date',
    '2022-02-29',
    '2022-13-01',
    '2022-00-10',
    '2022-03-00',
    '0000-01-01',
    '2022-03-01T24:00Z',
    '2022-03-01T10:60Z',
    '2022-03-01T10:20:60Z',
    '2022-03-01T10:20:30.Z',
    '2022-03-01T10:20:30+24:00',
    '2022-03-01T10:20:30+01:60',
    '2022-03-01T10:20:30 UTC',
    '2022-03-01Z',
    ' 2022-03-01',
    '1 March 2022',
  ])('refuses %s', (text) => {
    expect(readTimestamp(text)).toBeNull();
  });

  it('reads every instant that a Date can write, and its own output', () => {
    const dates = fc.date({
      min: new Date('0001-01-01'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, (date) => {
        const read = readTimestamp(date.toISOString());
        expect(Date.parse(read?.iso ?? '')).toBe(date.getTime());
        expect(readTimestamp(read?.iso ?? '')?.iso).toBe(read?.iso);
      }),
    );
  });
});

describe('parseLifecycle', () => {
  it.each([
    ['Succeeded', 'succeeded', true],
    ['FAILED', 'failed', true],
    ['Cancelled', 'canceled', true],
    ['canceled', 'canceled', true],
    ['Creating', 'creating', false],
    ['Unknown', 'unknown', false],
    ['Pondering', 'unrecognized', false],
    ['', 'unrecognized', false],
  ])('knows %s as %s', (text, state, terminal) => {
    expect(parseLifecycle(text)).toEqual({ state, text });
    expect(isTerminal(parseLifecycle(text))).toBe(terminal);
  });
});

describe('clouds', () => {
  it('pins the endpoints of each', () => {
    expect(CLOUDS).toEqual({
      public: {
        resourceManager: 'https://management.azure.com',
        scope: 'https://management.azure.com/.default',
        authority: 'https://login.microsoftonline.com',
      },
      usgov: {
        resourceManager: 'https://management.usgovcloudapi.net',
        scope: 'https://management.usgovcloudapi.net/.default',
        authority: 'https://login.microsoftonline.us',
      },
      china: {
        resourceManager: 'https://management.chinacloudapi.cn',
        scope: 'https://management.chinacloudapi.cn/.default',
        authority: 'https://login.chinacloudapi.cn',
      },
    });
    expect(parseCloud()).toBe(CLOUDS.public);
    expect(parseCloud('china')).toBe(CLOUDS.china);
  });

  it('takes endpoints of one’s own, as an origin', () => {
    const own: CloudEndpoints = { resourceManager: 'http://127.0.0.1:8080/', scope: 's', authority: 'a' };
    expect(parseCloud(own)).toEqual({ ...own, resourceManager: 'http://127.0.0.1:8080' });
  });

  it.each(['germany', 'toString', null, 7, [], {}, { resourceManager: 'https://x.example' }])(
    'refuses %j',
    (cloud) => {
      const untyped: CloudName = JSON.parse(JSON.stringify(cloud));
      expect(() => parseCloud(untyped)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    },
  );

  it.each(['https://x.example', 'http://localhost:1', 'http://[::1]:1', 'http://127.1.2.3'])(
    'accepts %s',
    (origin) => {
      expect(parseOrigin(origin, 'endpoint')).toBe(origin);
    },
  );

  it.each([
    'http://x.example',
    'http://127.0.0.1.example',
    'https://x.example/path',
    'https://x.example/?q',
    'https://x.example/#f',
    'https://user@x.example',
    'ftp://127.0.0.1',
    'x.example',
    '',
  ])('refuses %s', (origin) => {
    expect(() => parseOrigin(origin, 'endpoint')).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });

  it('knows what is secure', () => {
    expect(isSecure(new URL('https://x.example'))).toBe(true);
    expect(isSecure(new URL('http://x.example'))).toBe(false);
  });
});

describe('allows', () => {
  const action = 'Microsoft.MachineLearningServices/workspaces/computes/write';
  it.each([
    [['*'], [], true],
    [['*/write'], [], true],
    [['microsoft.machinelearningservices/*'], [], true],
    [['*/read'], [], false],
    [['*'], ['Microsoft.MachineLearningServices/workspaces/computes/write'], false],
    [['Microsoft.MachineLearningServices/workspaces/computes/writ.'], [], false],
    [[], [], false],
  ])('of %j without %j is %s', (actions, notActions, expected) => {
    expect(allows([{ actions, notActions }], action)).toBe(expected);
  });

  it.each([
    ['*/computes/*', true],
    ['*computes*write', true],
    ['Microsoft.*/*/computes/write*', true],
    ['*write*write', false],
    ['Microsoft.MachineLearningServices/workspaces/computes/write*x', false],
    ['*computes/write/computes/write', false],
    ['**', true],
    ['', false],
  ])('of the pattern %s is %s', (pattern, expected) => {
    expect(allows([{ actions: [pattern], notActions: [] }], action)).toBe(expected);
  });

  it('covers what the stars of a pattern stand for, and nothing that lacks one of its parts', () => {
    const parts = fc.array(fc.stringMatching(/^[a-z/.]{1,4}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(parts, fc.string({ maxLength: 3 }), (words, between) => {
        const pattern = words.join('*');
        expect(allows([{ actions: [pattern], notActions: [] }], words.join(between))).toBe(true);
        expect(allows([{ actions: [`${pattern}*0`], notActions: [] }], words.join('-'))).toBe(false);
      }),
    );
  });

  it('is decided at once, however many stars a pattern has', () => {
    const pattern = `${'*a'.repeat(2_000)}b`;
    expect(allows([{ actions: [pattern], notActions: [] }], 'a'.repeat(4_000))).toBe(false);
  });

  it('takes notActions away from their own role only', () => {
    const roles = [
      { actions: ['*'], notActions: ['*/write'] },
      { actions: ['*/computes/write'], notActions: [] },
    ];
    expect(allows(roles, action)).toBe(true);
  });
});

it('shows a secret only when asked', () => {
  const secret = new Secret('hunter2');
  expect(`${secret} ${JSON.stringify({ secret })} ${inspect(secret)}`).not.toContain('hunter2');
  expect(secret.reveal()).toBe('hunter2');
});
