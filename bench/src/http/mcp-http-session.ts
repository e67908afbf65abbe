import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 512 });
const HEADERS = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
  'mcp-protocol-version': '2025-06-18',
};

interface Answer {
  readonly status: number;
  readonly sessionId: string | null;
  readonly body: string;
}

/** The least client of one session: Node's own HTTP, so that the server is what is measured. */
export class McpHttpSession {
  readonly #url: string;
  readonly #id: string;
  #requests = 1;

  private constructor(url: string, id: string) {
    this.#url = url;
    this.#id = id;
  }

  /** @throws Error when the server takes no session. */
  static async open(url: string): Promise<McpHttpSession> {
    const clientInfo = { name: 'bench', version: '0' };
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
    const opened = await post(url, { jsonrpc: '2.0', id: 1, method: 'initialize', params }, {});
    if (opened.sessionId === null)
      throw new Error(`no session: ${opened.status} ${opened.body.slice(0, 200)}`);
    const session = { 'mcp-session-id': opened.sessionId };
    await post(url, { jsonrpc: '2.0', method: 'notifications/initialized' }, session);
    return new McpHttpSession(url, opened.sessionId);
  }

  /** @throws Error when the answer is no result. */
  async ask(message: object): Promise<void> {
    this.#requests += 1;
    const { status, body } = await post(
      this.#url,
      { jsonrpc: '2.0', id: this.#requests, ...message },
      { 'mcp-session-id': this.#id },
    );
    if (status !== 200 || !body.includes('"result"') || body.includes('"isError":true'))
      throw new Error(`refused: ${status} ${body.slice(0, 200)}`);
  }
}

function post(url: string, message: object, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const body = JSON.stringify(message);
  return new Promise((resolve, reject) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request(url, { method: 'POST', agent, headers: { ...HEADERS, ...length, ...headers } });
    sent.once('error', reject).once('response', (response) => {
      const chunks: string[] = [];
      response
        .setEncoding('utf8')
        .on('data', (chunk: string) => chunks.push(chunk))
        .once('error', reject)
        .once('end', () => {
          const sessionId = response.headers['mcp-session-id'];
          const status = response.statusCode ?? 0;
          resolve({
            status,
            sessionId: typeof sessionId === 'string' ? sessionId : null,
            body: chunks.join(''),
          });
        });
    });
    sent.end(body);
  });
}
