/** The messages of a body: a JSON-RPC batch, or a single one. What they hold is not checked. */
export function messagesOf(body: unknown): readonly object[] {
  const messages: readonly unknown[] = Array.isArray(body) ? body : [body];
  return messages.filter((message) => typeof message === 'object' && message !== null);
}

/** How many messages of a body ask for something, rather than to answer or to notify. */
export function countRequests(body: unknown): number {
  return messagesOf(body).filter((message) => 'method' in message && 'id' in message).length;
}

/** Whether a body asks for progress, which takes a stream. */
export function wantsProgress(body: unknown): boolean {
  return messagesOf(body).some((message) => progressTokenOf(message) !== undefined);
}

/** Whether a body asks to listen, which takes a stream for as long as the client wants. */
export function wantsToListen(body: unknown): boolean {
  return messagesOf(body).some((message) => 'method' in message && message.method === 'subscriptions/listen');
}

/** The names of the tools that a body calls. */
export function calledTools(body: unknown): readonly string[] {
  return messagesOf(body).flatMap((message) => {
    const name =
      'method' in message && message.method === 'tools/call' ? memberOf(message, 'params', 'name') : null;
    return typeof name === 'string' ? [name] : [];
  });
}

function progressTokenOf(message: object): unknown {
  return memberOf(message, 'params', '_meta', 'progressToken');
}

/** A member of a value, however deep; undefined where it is missing. */
export function memberOf(value: unknown, ...path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return memberOf(Reflect.get(value, key), ...rest);
}
