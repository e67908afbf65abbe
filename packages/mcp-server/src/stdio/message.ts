/** A JSON-RPC message, as far as routing looks into it. What `params` holds is checked by the leg that answers. */
export interface Message {
  readonly jsonrpc: '2.0';
  readonly id?: string | number | undefined;
  readonly method?: string | undefined;
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

/** The id of the request that a notification cancels; null for any other message. */
export function canceledRequest({ method, params }: Message): string | number | null {
  if (method !== 'notifications/cancelled' || typeof params !== 'object' || params === null) return null;
  const id = 'requestId' in params ? params.requestId : null;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
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
