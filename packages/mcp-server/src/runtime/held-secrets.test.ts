import { CredentialError } from '@azureml-kubernetes/core';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { failureOf } from '../doctor/failure.js';
import { createLog } from '../observability/log.js';
import { reportCredential } from '../observability/report-credential.js';
import { toJsonLine } from '../observability/to-json-line.js';
import { presentError } from '../present/present-error.js';
import { serviceWord } from '../present/service-word.js';
import { HeldSecrets, hideHeldSecrets } from './held-secrets.js';

const SECRET = 'Zq8~Vx"71/kLw.Tn40';
const PASSWORD = 'Hunter2';
const CERTIFICATE_PASSWORD = 'p4ssw0rdOfTheFile';

const refused = new CredentialError('the credential gave no token', {
  reason: 'secret-wrong',
  hint: 'Put a valid secret in AZURE_CLIENT_SECRET',
  quoted: `EnvironmentCredential: AADSTS7000215: Invalid client secret ${SECRET} provided`,
  attempts: [
    {
      credential: 'EnvironmentCredential',
      code: 'AADSTS7000215',
      quoted: `AADSTS7000215: Invalid client secret ${SECRET} provided`,
    },
  ],
});

it('changes no text while no secret is held', () => {
  expect(new HeldSecrets({ AZURE_PASSWORD: 'abc' }).hide(`abc ${SECRET}`)).toBe(`abc ${SECRET}`);
});

describe('the secrets in the environment of the process', () => {
  vi.stubEnv('AZURE_CLIENT_SECRET', SECRET);
  vi.stubEnv('AZURE_PASSWORD', PASSWORD);
  vi.stubEnv('AZURE_CLIENT_CERTIFICATE_PASSWORD', CERTIFICATE_PASSWORD);
  vi.stubEnv('AZURE_CLIENT_ID', 'an-id-is-no-secret');
  afterAll(() => vi.unstubAllEnvs());

  it.each([SECRET, PASSWORD, CERTIFICATE_PASSWORD])('are hidden, and nothing around them: %s', (secret) => {
    expect(hideHeldSecrets(`client secret ${secret} provided`)).toBe('client secret [redacted] provided');
    expect(hideHeldSecrets('an-id-is-no-secret')).toBe('an-id-is-no-secret');
  });

  it.each([encodeURIComponent(SECRET), JSON.stringify(SECRET).slice(1, -1), btoa(SECRET)])(
    'are hidden in another form: %s',
    (form) => {
      expect(hideHeldSecrets(`<${form}>`)).toBe('<[redacted]>');
    },
  );

  it('are hidden in part, from eight characters on', () => {
    const start = fc.nat(SECRET.length - 8);
    fc.assert(
      fc.property(start, fc.integer({ min: 8, max: SECRET.length }), (from, length) => {
        const part = SECRET.slice(from, from + length);
        fc.pre(part.length >= 8);
        expect(hideHeldSecrets(`<${part}>`)).toBe('<[redacted]>');
      }),
    );
  });

  it('are hidden in an error, in a finding of doctor and in the log', () => {
    const lines: string[] = [];
    const log = createLog({ minimum: 'warn', write: (line) => lines.push(line), now: () => 0 });
    reportCredential(log)(refused);
    const shown = [presentError(refused), failureOf('token', refused), lines].map((one) =>
      JSON.stringify(one),
    );
    for (const text of shown) {
      expect(text).toContain('[redacted]');
      expect(text).not.toContain('kLw.Tn40');
    }
  });

  it('are hidden in every line of the audit log', () => {
    expect(toJsonLine({ client: `a ${CERTIFICATE_PASSWORD}` })).toBe('{"client":"a [redacted]"}');
  });

  it('stand in no word of the service', () => {
    expect(serviceWord(`Error${CERTIFICATE_PASSWORD}`, 'errorCode')).toBeNull();
    expect(serviceWord('ErrorOfTheService', 'errorCode')).toBe('ErrorOfTheService');
  });
});
