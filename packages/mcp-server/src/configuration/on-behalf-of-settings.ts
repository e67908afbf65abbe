import type { Problems } from '../command-line/problems.js';
import type { Environment } from '../runtime/environment.js';

/** How this server proves to the authority that it is the application. */
export type ClientProof =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'certificate'; readonly path: string }
  /** A file with a token of another issuer, as workload identity puts it in place; it is read again each time. */
  | { readonly kind: 'federated'; readonly path: string };

/** The application that gets tokens on behalf of its callers. */
export interface OnBehalfOfSettings {
  readonly tenant: string;
  readonly authority: string;
  readonly clientId: string;
  readonly proof: ClientProof;
}

/** Reads the application from the variables that the Azure SDK knows; null, with a problem, when they are not there. */
export function readOnBehalfOf(
  env: Environment,
  { tenant, authority }: Pick<OnBehalfOfSettings, 'tenant' | 'authority'>,
  problems: Problems,
): OnBehalfOfSettings | null {
  const clientId = env['AZURE_CLIENT_ID'];
  const proof = readProof(env);
  if (!clientId) problems.add('--downstream obo needs AZURE_CLIENT_ID, the client id of this server');
  if (proof === null)
    problems.add(
      '--downstream obo needs AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH or AZURE_FEDERATED_TOKEN_FILE',
    );
  return clientId && proof !== null ? { tenant, authority, clientId, proof } : null;
}

function readProof(env: Environment): ClientProof | null {
  const {
    AZURE_CLIENT_SECRET: secret,
    AZURE_CLIENT_CERTIFICATE_PATH: certificate,
    AZURE_FEDERATED_TOKEN_FILE: federated,
  } = env;
  if (secret) return { kind: 'secret', secret };
  if (certificate) return { kind: 'certificate', path: certificate };
  return federated ? { kind: 'federated', path: federated } : null;
}
