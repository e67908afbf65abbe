import type { Secret } from '../../domain/secret.js';

/** The body of a command in a cluster. May hold a token in plain text: make it right before it is sent. */
export function encodeRunCommand(command: string, clusterToken: Secret | null): unknown {
  return { command, context: '', ...(clusterToken === null ? {} : { clusterToken: clusterToken.reveal() }) };
}
