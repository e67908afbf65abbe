import { fetchTransport, type TokenCredential } from '@azureml-kubernetes/core';
import { describe, expect, it } from 'vitest';
import { OnBehalfOf } from './on-behalf-of.js';
import { Workspaces } from './workspaces.js';

function open(max = 10) {
  const credentials: TokenCredential[] = [];
  const callers = new OnBehalfOf({
    exchange: (accessToken) => ({ getToken: async () => ({ token: accessToken, expiresOnTimestamp: 1 }) }),
    connect: (credential) => {
      credentials.push(credential);
      const clock = { now: () => 0, monotonic: () => 0, sleep: async () => {} };
      const transport = fetchTransport();
      return new Workspaces({ pinned: null, allowed: null, cloud: 'public', transport, clock });
    },
    max,
  });
  const tokens = () => Promise.all(credentials.map(async (one) => (await one.getToken('x'))?.token));
  return { callers, credentials, tokens };
}

describe('OnBehalfOf', () => {
  it('gives each caller a way to Azure and a memory of its own, and the same again', () => {
    const { callers } = open();
    const [one, other] = [callers.see('one', 'a'), callers.see('other', 'b')];
    expect(one.workspaces).not.toBe(other.workspaces);
    expect(one.operations).not.toBe(other.operations);
    expect(callers.see('one', 'c')).toBe(one);
  });

  it('never uses the token of one caller for another, however they take turns', async () => {
    const { callers, tokens } = open();
    callers.see('one', 'a1');
    callers.see('other', 'b1');
    expect(await tokens()).toEqual(['a1', 'b1']);
    callers.see('one', 'a2');
    expect(await tokens()).toEqual(['a2', 'b1']);
  });

  it('forgets the caller that was seen longest ago', () => {
    const { callers, credentials } = open(2);
    const one = callers.see('one', 'a');
    callers.see('two', 'b');
    callers.see('one', 'a');
    callers.see('three', 'c');
    expect(callers.see('one', 'a')).toBe(one);
    callers.see('two', 'b');
    expect(credentials).toHaveLength(4);
  });
});
