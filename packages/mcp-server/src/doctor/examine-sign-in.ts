import * as z from 'zod';
import type { EntraSettings } from '../configuration/entra-settings.js';
import { fetchKeys } from '../http/auth/fetch-keys.js';
import { keysUrlOf } from '../http/auth/issuers.js';
import type { Finding } from './finding.js';

const shape = z.looseObject({ keys: z.array(z.looseObject({ kid: z.string() })).min(1) });

/** Whether the keys that callers' tokens are checked with can be had. */
export async function examineSignIn(settings: EntraSettings, signal: AbortSignal): Promise<Finding> {
  const url = keysUrlOf(settings);
  const subject = 'sign-in';
  const failed = (why: string): Finding => ({
    verdict: 'fail',
    subject,
    text: `the keys of the tenant cannot be had from ${url.origin}: ${why}`,
    advice: 'Check --auth-tenant and --cloud, and that this machine reaches the authority (HTTPS_PROXY)',
  });
  try {
    const answer = await fetchKeys(url, { signal });
    if (!answer.ok) return failed(`it answers ${answer.status}`);
    const keys = shape.safeParse(await answer.json());
    if (!keys.success) return failed('its answer holds no keys');
    return { verdict: 'ok', subject, text: `tokens are checked with keys of ${url.origin}` };
  } catch {
    return failed('it cannot be reached');
  }
}
