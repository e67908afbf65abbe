/** Where a model is, and how to ask it. */
export interface ModelSettings {
  /** Such as `https://api.anthropic.com`, without a slash at its end. */
  readonly endpoint: string;
  readonly model: string;
  readonly key: string;
  readonly fetch: typeof fetch;
}

export interface Post {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

const TIME_LIMIT_MS = 120_000;

/**
 * Sends JSON to a model and gives the JSON of its answer.
 * @throws Error with the status of an answer that cannot be used; it never holds the key or the answer itself.
 */
export async function postJson(settings: ModelSettings, { path, headers, body }: Post): Promise<unknown> {
  const response = await settings.fetch(`${settings.endpoint}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
  });
  if (!response.ok) throw new Error(`the endpoint of the model answered ${response.status}`);
  return response.json();
}
