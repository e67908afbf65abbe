import { CLIENT_CAPABILITIES_META_KEY, CLIENT_INFO_META_KEY } from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { ClientInfo } from '../../protocol/peer.js';

/** What a request says of its client. The SDK has checked it; this reads the members that the server needs. */
export interface Envelope {
  readonly client: ClientInfo | undefined;
  /** Whether the client can show a form to the person. */
  readonly canAsk: boolean;
}

const elicitation = z.looseObject({ form: z.unknown(), url: z.unknown() }).partial();
const envelopeShape = z.object({
  [CLIENT_INFO_META_KEY]: z.object({ name: z.string(), version: z.string() }).optional(),
  [CLIENT_CAPABILITIES_META_KEY]: z.looseObject({ elicitation: elicitation.optional() }),
});

/** Reads an envelope; one that cannot be read has no client and no capability. */
export function readEnvelope(envelope: unknown): Envelope {
  const parsed = envelopeShape.safeParse(envelope);
  if (!parsed.success) return { client: undefined, canAsk: false };
  const { elicitation: asking } = parsed.data[CLIENT_CAPABILITIES_META_KEY];
  // An empty capability means forms, as it did before there was anything else.
  const canAsk = asking !== undefined && (asking.form !== undefined || asking.url === undefined);
  return { client: parsed.data[CLIENT_INFO_META_KEY], canAsk };
}
