import type { Json } from '../json.js';
import { invalidRequestContent } from './arm-faults.js';

/** The body of a request, read once. */
export type RequestBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: Json }
  | { readonly kind: 'unreadable' };

/** Reads a request's body. Like a real server, it uses the body up. */
export async function readBody(request: Request): Promise<RequestBody> {
  if (request.body === null) return { kind: 'none' };
  const text = await request.text();
  if (text === '') return { kind: 'none' };
  try {
    const value: Json = JSON.parse(text);
    return { kind: 'json', value };
  } catch {
    return { kind: 'unreadable' };
  }
}

/** The JSON of a body, `undefined` when there was none. @throws ArmRefusal 400 when it cannot be parsed */
export function jsonOf(body: RequestBody): Json | undefined {
  if (body.kind === 'unreadable') throw invalidRequestContent('it is no JSON');
  return body.kind === 'json' ? body.value : undefined;
}
