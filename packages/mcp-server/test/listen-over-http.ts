import { modernHeaders, modernRequest } from './modern.js';

interface Heard {
  readonly id?: string;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly notifications?: object };
  readonly result?: object;
}

/** A stream of the modern era: what came over it so far, and whether it has ended. */
export interface ListeningClient {
  readonly status: number;
  readonly heard: readonly Heard[];
  readonly updates: () => readonly (string | undefined)[];
  readonly ended: Promise<void>;
  hangUp(): void;
}

/** Listens to resources as a client does. */
export async function listenOverHttp(
  url: string,
  uris: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): Promise<ListeningClient> {
  const params = { notifications: { resourceSubscriptions: uris } };
  const request = modernRequest('subscriptions/listen', { id: 'listen:0', params });
  const gone = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...modernHeaders(request),
      ...headers,
    },
    body: JSON.stringify(request),
    signal: gone.signal,
  });
  const heard: Heard[] = [];
  return {
    status: response.status,
    heard,
    updates: () =>
      heard.flatMap(({ method, params }) =>
        method === 'notifications/resources/updated' ? [params?.uri] : [],
      ),
    ended: readEvents(response, (message) => heard.push(message)).catch(() => {}),
    hangUp: () => gone.abort(),
  };
}

async function readEvents(response: Response, onMessage: (message: Heard) => void): Promise<void> {
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.+)$/m.exec(event)?.[1];
      if (data !== undefined) onMessage(JSON.parse(data));
    }
  }
}
