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
  const callAs = (principal: string, token: string) => {
    callers.renewToken(principal, token);
    return callers.forCaller(principal);
  };
  return { callAs, credentials, tokens };
}

describe('OnBehalfOf', () => {
  it('gives each caller a way to Azure and a memory of its own, and the same again', () => {
    const { callAs } = open();
    const [one, other] = [callAs('one', 'a'), callAs('other', 'b')];
    expect(one.workspaces).not.toBe(other.workspaces);
    expect(one.operations).not.toBe(other.operations);
    expect(callAs('one', 'c')).toBe(one);
  });

  it('never uses the token of one caller for another, however they take turns', async () => {
    const { callAs, tokens } = open();
    callAs('one', 'a1');
    callAs('other', 'b1');
    expect(await tokens()).toEqual(['a1', 'b1']);
    callAs('one', 'a2');
    expect(await tokens()).toEqual(['a2', 'b1']);
  });

  it('forgets the caller seen longest ago', () => {
    const { callAs, credentials } = open(2);
    const one = callAs('one', 'a');
    callAs('two', 'b');
    callAs('one', 'a');
    callAs('three', 'c');
    expect(callAs('one', 'a')).toBe(one);
    callAs('two', 'b');
    expect(credentials).toHaveLength(4);
  });
});
