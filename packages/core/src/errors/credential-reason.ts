/** Why there is no usable token, closed. */
export type CredentialReason =
  /** No credential of the chain is set up, or no one has signed in. */
  | 'not-configured'
  /** AZURE_TOKEN_CREDENTIALS has a value that selects no credential. */
  | 'selection-invalid'
  /** The client secret is not the one of the application. */
  | 'secret-wrong'
  /** The client secret or the certificate has expired. */
  | 'secret-expired'
  /** The certificate, or the token of another issuer, does not prove the application. */
  | 'proof-refused'
  /** The tenant does not know the application. */
  | 'application-unknown'
  /** The tenant does not exist in this cloud. */
  | 'tenant-unknown'
  /** A person has to sign in again, or with more factors. */
  | 'sign-in-needed'
  /** The service asks for claims that need a sign-in of their own. */
  | 'claims-needed'
  /** Consent of a person or an administrator is missing. */
  | 'consent-needed'
  /** A policy of the tenant forbids the sign-in from here. */
  | 'policy-blocked'
  /** The scope or resource that a token was asked for is not known to the tenant. */
  | 'scope-unknown'
  /** The authority gave no answer, or its certificate is not trusted. */
  | 'authority-unreachable'
  /** The credential gave no token in time. */
  | 'timed-out'
  /** The service refused a fresh token. */
  | 'refused'
  | 'unknown';
