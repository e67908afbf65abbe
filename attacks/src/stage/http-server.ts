import { request as sendRequest } from 'node:http';
import { initialize, type Message, parseMessage, toolCall } from './message.ts';
import type { Program, ProgramOptions } from './program.ts';
import type { Stage } from './stage.ts';

/** An answer over HTTP, read to its end. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** How long the first byte of the body took, in milliseconds. */
  readonly firstByteMs: number;
}

/** The built server over HTTP. */
export interface HttpServer {
  readonly url: string;
  readonly program: Program;
  post(message: unknown, headers?: Readonly<Record<string, string>>): Promise<HttpAnswer>;
}

/** A session over HTTP. */
export interface HttpSession {
  readonly headers: Readonly<Record<string, string>>;
  call(id: number | string, tool: string, args?: object): Promise<Message>;
}

const USUAL = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

/** Starts the server at a free port; resolves once it tells its URL. */
export async function startHttp(
  stage: Stage,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<HttpServer> {
  const program = await stage.start('mcp-server', ['--http', '--port', '0', ...args], options);
  const [, url = ''] = await program.saw('stderr', /"url":"([^"]+)"/);
  return { url, program, post: (message, headers) => post(url, message, headers) };
}

/** Opens a session, with the headers that the caller signs in with. */
export async function openSession(
  server: HttpServer,
  signIn: Readonly<Record<string, string>> = {},
): Promise<HttpSession> {
  const opened = await server.post(initialize(), signIn);
  const id = opened.headers['mcp-session-id'];
  if (typeof id !== 'string')
    throw new Error(`no session: HTTP ${opened.status} ${opened.text.slice(0, 200)}`);
  const headers = { ...signIn, 'mcp-session-id': id };
  await server.post({ jsonrpc: '2.0', method: 'notifications/initialized' }, headers);
  return { headers, call: async (...call) => answerIn(await server.post(toolCall(...call), headers)) };
}

/**
 * The last message in an answer that is JSON or a stream of events.
 * @throws Error when there is none
 */
export function answerIn({ status, text }: HttpAnswer): Message {
  const data = text.startsWith('{')
    ? text
    : text
        .split('\n')
        .findLast((line) => line.startsWith('data: {'))
        ?.slice(6);
  if (data === undefined) throw new Error(`HTTP ${status} without a message: ${text.slice(0, 200)}`);
  return parseMessage(data);
}

/** Posts a message as a client does; a text goes as it is. */
function post(
  url: string,
  message: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpAnswer> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const request = sendRequest(url, { method: 'POST', headers: { ...USUAL, ...headers } }, (response) => {
      let text = '';
      let firstByteMs = Number.NaN;
      response.setEncoding('utf8').on('data', (chunk: string) => {
        if (text === '') firstByteMs = Math.round(performance.now() - startedAt);
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, firstByteMs }),
      );
    });
    request.on('error', reject);
    request.end(typeof message === 'string' ? message : JSON.stringify(message));
  });
}
