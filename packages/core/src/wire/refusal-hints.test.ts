import { describe, expect, it } from 'vitest';
import { matchProblem } from '../domain/match-problem.js';
import { fixFor, REFUSAL_HINTS } from './refusal-hints.js';

function idOf(code: string | null, message = ''): string | undefined {
  return matchProblem({ code, message }, REFUSAL_HINTS)?.id;
}

describe('the hints for refusals', () => {
  it.each(
    REFUSAL_HINTS.filter(({ needs }) => needs === undefined).flatMap(({ id, codes = [] }) =>
      codes.map((code) => [code, id] as const),
    ),
  )('know the code %s, in any casing and in any words, as %s', (code, id) => {
    expect(idOf(code.toUpperCase(), 'whatever it says')).toBe(id);
    expect(idOf(null, `in a text: ${code.toLowerCase()}.`)).toBe(id);
  });

  it.each([
    ['AKS role check failed for user assigned identity.', 'workspace-roles'],
    ['Compute name is invalid.', 'name-refused'],
    ["k8s compute doesn't support update", 'update-refused'],
    ['The compute does not support update', 'update-refused'],
    ['k8s compute not support update', 'update-refused'],
    ['Public network access is disabled.', 'network-closed'],
    ['access was denied: public access', 'network-closed'],
    ['The audience of the token is invalid', 'wrong-audience'],
    ['AADSTS7000222: the secret has expired', 'client-secret'],
    ['AADSTS7000215: not its value', 'client-secret'],
    ['this exceeds the quota of cores', 'quota'],
  ])('know the words "%s" as %s', (message, id) => {
    expect(idOf('BadRequest', message)).toBe(id);
  });

  it.each(REFUSAL_HINTS.map((hint) => [hint.id, hint] as const))(
    'say of %s what to do, and how we know',
    (_, hint) => {
      expect((hint.codes ?? []).length > 0 || hint.words !== undefined).toBe(true);
      for (const text of [fixFor(hint, 'm'), hint.source]) expect(text).toMatch(/^\S.{10,}[^.\s]$/);
    },
  );

  it('ask for a second factor only where the refusal does', () => {
    expect(idOf('RequestDisallowedByPolicy', 'sign in with MFA')).toBe('sign-in-mfa');
    expect(idOf('RequestDisallowedByAzure', 'multi-factor authentication is needed')).toBe('sign-in-mfa');
    expect(idOf('RequestDisallowedByPolicy', 'no public addresses')).toBe('policy');
  });

  it('leave a refusal that none of them knows alone', () => {
    expect(idOf('Mystery', 'something')).toBeUndefined();
  });
});
