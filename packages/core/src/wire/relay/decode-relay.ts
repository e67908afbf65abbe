import * as z from 'zod';
import { Secret } from '../../domain/secret.js';

/** A Relay namespace. */
export interface RelayNamespace {
  readonly id: string;
  /** In lower case; only `succeeded`, `failed` and `canceled` are ends: `created` is not ready yet. */
  readonly provisioningState: string;
}

const namespace = z.looseObject({
  id: z.string(),
  properties: z.looseObject({ provisioningState: z.string() }),
});

/** A Relay namespace, or null when the JSON is something else. */
export function decodeRelayNamespace(value: unknown): RelayNamespace | null {
  const parsed = namespace.safeParse(value).data;
  if (parsed === undefined) return null;
  return { id: parsed.id, provisioningState: parsed.properties.provisioningState.toLowerCase() };
}

const resource = z.looseObject({ id: z.string() });

/** The id of a hybrid connection or an authorization rule, or null when the JSON is something else. */
export function decodeResourceId(value: unknown): string | null {
  return resource.safeParse(value).data?.id ?? null;
}

const keys = z.looseObject({ primaryConnectionString: z.string().min(1) });

/** The connection string in an answer to `listKeys`, or null when the JSON is something else. */
export function decodeConnectionString(value: unknown): Secret | null {
  const text = keys.safeParse(value).data?.primaryConnectionString;
  return text === undefined ? null : new Secret(text);
}
