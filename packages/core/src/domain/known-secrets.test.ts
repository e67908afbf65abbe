import { describe, expect, it } from 'vitest';
import { KnownSecrets } from './known-secrets.js';
import { Secret } from './secret.js';

const KEY = `-----BEGIN KEY-----\n${'Zm9vYmFy+/'.repeat(6)}\n-----END KEY-----`;

function hide(text: string, ...secrets: string[]): string {
  return new KnownSecrets(secrets.map((secret) => new Secret(secret))).hide(text);
}

describe('KnownSecrets', () => {
  it.each([
    ['as it is', KEY],
    ['in JSON', JSON.stringify(KEY)],
    ['in a URL', encodeURIComponent(KEY)],
    ['in base64', btoa(KEY)],
    ['cut at its start', KEY.slice(11)],
    ['cut at its end', btoa(KEY).slice(0, 40)],
  ])('hides a secret %s', (_name, quoted) => {
    const shown = hide(`Azure refused ${quoted} as a value`, KEY);
    expect(shown).toMatch(/^Azure refused.*\[redacted\].* as a value$/s);
    expect(shown).not.toMatch(/Zm9vYmFy|Wm05dlltRnk/);
    expect(shown.length).toBeLessThan(80);
  });

  it('hides a short secret whole, and leaves words of three letters', () => {
    expect(hide('it is True, and mine', 'True', 'is')).toBe('it is [redacted], and mine');
  });

  it('leaves text without secrets as it is', () => {
    expect(hide('the installation failed', KEY, 'short')).toBe('the installation failed');
  });

  it('hides a secret that is learned later, anywhere in JSON', () => {
    const secrets = new KnownSecrets([]);
    secrets.add(new Secret('planted-value'));
    const given = { error: { 'planted-value': ['a planted-value', 1, null] } };
    expect(secrets.hideIn(given)).toEqual({ error: { '[redacted]': ['a [redacted]', 1, null] } });
  });

  it('leaves out what is nested too deeply', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(5_000)}"planted-value"${']'.repeat(5_000)}`);
    expect(JSON.stringify(new KnownSecrets([]).hideIn(deep))).toContain('[null]');
  });
});
