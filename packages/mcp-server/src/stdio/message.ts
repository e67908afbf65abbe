/** A JSON-RPC message, as far as routing looks into it. What `params` holds is checked by the leg that answers. */
export interface Message {
  readonly jsonrpc: '2.0';
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: unknown;
}

/** A message that wants an answer. */
export interface RequestMessage extends Message {
  readonly id: string | number;
  readonly method: string;
}

/** @throws SyntaxError when it is not JSON, TypeError when it is not a message. */
export function parseMessage(line: string): Message {
  const value: unknown = JSON.parse(line);
  if (isMessage(value)) return value;
  throw new TypeError('not a JSON-RPC message');
}

/** Whether a message is a request, rather than a notification or an answer. */
export function isRequest(message: Message): message is RequestMessage {
  return message.method !== undefined && message.id !== undefined;
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('jsonrpc' in value) || value.jsonrpc !== '2.0')
    return false;
  if ('id' in value && !isId(value.id)) return false;
  if ('method' in value) return typeof value.method === 'string';
  return 'id' in value && ('result' in value || 'error' in value);
}

function isId(id: unknown): boolean {
  return typeof id === 'string' || Number.isInteger(id);
}
