/** One credential that was asked for a token and gave none. */
export interface CredentialAttempt {
  /** Its name in the Azure SDK, such as `AzureCliCredential`; null where it does not say. */
  readonly credential: string | null;
  /** The code of Microsoft Entra ID, such as `AADSTS7000222`; null where there is none. */
  readonly code: string | null;
  /** Why, in the words of the library or of the authority, redacted. Untrusted text. */
  readonly quoted: string;
}
