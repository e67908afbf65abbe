import type { EntraSettings } from '../../configuration/entra-settings.js';
import type { EntraOptions } from './authenticate-entra.js';
import { type Authentication, noAuthentication } from './authentication.js';

/** Makes the check of callers for one endpoint. */
export type CreateAuthentication = (options: Omit<EntraOptions, 'settings'>) => Authentication;

/** Loads what tells callers apart. This has to end before a port is open: requests would not be answered yet. */
export async function loadAuthentication(settings: EntraSettings | null): Promise<CreateAuthentication> {
  if (settings === null) return () => noAuthentication;
  const { authenticateEntra } = await import('./authenticate-entra.js');
  return (options) => authenticateEntra({ ...options, settings });
}
