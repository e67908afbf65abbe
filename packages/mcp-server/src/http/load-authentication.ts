import type { EntraSettings } from '../configuration/entra-settings.js';
import type { EntraOptions } from './auth/authenticate-entra.js';
import { type Authentication, noAuthentication } from './authentication.js';

export type CreateAuthentication = (options: Omit<EntraOptions, 'settings'>) => Authentication;

/** Loads what callers are told apart with; has to be done before a port is open, where no caller would be answered yet. */
export async function loadAuthentication(settings: EntraSettings | null): Promise<CreateAuthentication> {
  if (settings === null) return () => noAuthentication;
  const { authenticateEntra } = await import('./auth/authenticate-entra.js');
  return (options) => authenticateEntra({ ...options, settings });
}
