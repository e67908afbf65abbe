/** Takes the place of the credential of `@azure/identity` while snippets run. */
export class DefaultAzureCredential {
  async getToken(): Promise<{ token: string; expiresOnTimestamp: number }> {
    return { token: 'anything', expiresOnTimestamp: Date.now() + 3_600_000 };
  }
}
