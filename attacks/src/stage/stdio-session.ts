import { initialize, type Message, parseMessage, toolCall } from './message.ts';
import type { Program, ProgramOptions } from './program.ts';
import type { Stage } from './stage.ts';
import { within } from './within.ts';

const LIMIT_MS = 60_000;

/** How a session is opened. */
export interface SessionOptions extends ProgramOptions {
  readonly capabilities?: object;
  readonly client?: string;
  /** Answers what the server asks of its client: the member `result` or `error`. */
  readonly answer?: (request: Message) => object;
}

/** A session with the built server over stdin and stdout. */
export interface StdioSession {
  readonly program: Program;
  call(tool: string, args?: object): Promise<Message>;
  request(method: string, params?: object): Promise<Message>;
  /** Sends a message, or any other line. */
  send(message: object | string): void;
  /** What the server sent of its own accord. */
  readonly asked: readonly Message[];
}

/** Starts the server and opens a session. */
export async function openStdio(
  stage: Stage,
  args: readonly string[],
  options: SessionOptions = {},
): Promise<StdioSession> {
  const program = await stage.start('mcp-server', args, options);
  const waiting = new Map<string | number, (message: Message) => void>();
  const asked: Message[] = [];
  const send = (message: object | string): void => {
    program.child.stdin.write(`${typeof message === 'string' ? message : JSON.stringify(message)}\n`);
  };
  readLines(program, (line) => {
    const message = parseMessage(line);
    if (message.method === undefined && message.id != null) return waiting.get(message.id)?.(message);
    asked.push(message);
    if (message.id != null && options.answer !== undefined)
      send({ jsonrpc: '2.0', id: message.id, ...options.answer(message) });
  });
  const ask = (request: { readonly id: string | number; readonly method: string }): Promise<Message> => {
    const answered = new Promise<Message>((resolve) => waiting.set(request.id, resolve));
    send(request);
    const gone = program.ended.then((end) => {
      throw new Error(`the server ended (${end}) without an answer: ${program.stderr().slice(0, 500)}`);
    });
    return within(LIMIT_MS, `the answer to ${request.method}`, Promise.race([answered, gone]));
  };
  let next = 0;
  const newId = (): number => {
    next += 1;
    return next;
  };
  await ask(initialize(options));
  send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  return {
    program,
    asked,
    send,
    call: (tool, given) => ask(toolCall(newId(), tool, given)),
    request: (method, params = {}) => ask({ jsonrpc: '2.0', id: newId(), method, params } as never),
  };
}

function readLines(program: Program, onLine: (line: string) => void): void {
  let rest = '';
  program.child.stdout.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
}
