import type { Json } from '../json.js';
import { invalidRequestContent, requestTooLarge } from '../refusals/arm-refusals.js';

const decoder = new TextDecoder();

/** ARM takes no longer body (documented). */
export const MAX_BODY_BYTES: number = 8 * 1024 * 1024;

/** Deeper nesting than this no request of the API has. The limit of the real service is unknown. */
const MAX_DEPTH = 64;

/** The body of a request, read once. */
export type RequestBody =
  | { readonly kind: 'none' | 'too-large' }
  | { readonly kind: 'json'; readonly value: Json }
  | { readonly kind: 'unreadable'; readonly problem: string };

/** Reads a request's body. Like a real server, it uses the body up. */
export async function readBody(request: Request): Promise<RequestBody> {
  if (request.body === null) return { kind: 'none' };
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength === 0) return { kind: 'none' };
  if (bytes.byteLength > MAX_BODY_BYTES) return { kind: 'too-large' };
  try {
    const value: Json = JSON.parse(decoder.decode(bytes));
    return isTooDeep(value)
      ? { kind: 'unreadable', problem: `it nests deeper than ${MAX_DEPTH} levels` }
      : { kind: 'json', value };
  } catch {
    return { kind: 'unreadable', problem: 'it is no JSON' };
  }
}

/** The JSON of a body, `undefined` when there was none. @throws ArmRefusal 400 or 413 */
export function jsonOf(body: RequestBody): Json | undefined {
  if (body.kind === 'too-large') throw requestTooLarge(MAX_BODY_BYTES);
  if (body.kind === 'unreadable') throw invalidRequestContent(body.problem);
  return body.kind === 'json' ? body.value : undefined;
}

/** Looks no deeper than the limit, so that a body of a million brackets exhausts nothing. */
function isTooDeep(value: Json, levels: number = MAX_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((inner) => isTooDeep(inner, levels - 1));
}
