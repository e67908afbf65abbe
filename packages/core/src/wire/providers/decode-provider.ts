import * as z from 'zod';

/** A resource provider in a subscription. */
export interface ResourceProvider {
  readonly namespace: string;
  /** `Registered`, `Registering`, `NotRegistered`, `Unregistering` or `Unregistered`, in lower case. */
  readonly registrationState: string;
}

const provider = z.looseObject({ namespace: z.string(), registrationState: z.string() });

/** A resource provider, or null when the JSON is something else. */
export function decodeProvider(value: unknown): ResourceProvider | null {
  const parsed = provider.safeParse(value).data;
  if (parsed === undefined) return null;
  return { namespace: parsed.namespace, registrationState: parsed.registrationState.toLowerCase() };
}
