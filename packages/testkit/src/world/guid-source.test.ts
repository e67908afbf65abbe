import { describe, expect, it } from 'vitest';
import { GuidSource, guidFrom } from './guid-source.js';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;

describe('GUIDs', () => {
  it('have the form of a GUID and do not repeat', () => {
    const source = new GuidSource();
    const made = new Set(Array.from({ length: 100_000 }, () => source.next()));
    expect(made.size).toBe(100_000);
    for (const guid of [...made].slice(0, 100)) expect(guid).toMatch(GUID);
  });

  it('are the same in every run, and go on from a count', () => {
    const source = new GuidSource();
    const [, second] = [source.next(), source.next()];
    expect(new GuidSource(1).next()).toBe(second);
    expect(guidFrom('x')).toBe(guidFrom('x'));
    expect(guidFrom('x')).not.toBe(guidFrom('y'));
  });
});
