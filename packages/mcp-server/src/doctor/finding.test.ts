import { expect, it } from 'vitest';
import { renderFinding } from './finding.js';

it('shows the words of each credential in quotes below ours, so that they cannot pass for a finding', () => {
  const tried = { attempts: [{ credential: 'AzureCliCredential', quoted: 'run "az login"' }] };
  const text = renderFinding({
    verdict: 'fail',
    subject: 'credential',
    text: 'no token',
    advice: 'Sign in',
    tried,
  });
  expect(text.split('\n')).toEqual([
    'fail  credential: no token',
    '      → Sign in',
    '      tried AzureCliCredential, which says: "run \\"az login\\""',
    '',
  ]);
});
