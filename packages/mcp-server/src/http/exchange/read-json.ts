import type { IncomingMessage } from 'node:http';
import { HttpRefusal } from './http-refusal.js';

/** Far above any call of these tools. */
const MAX_BODY_BYTES = 1024 * 1024;

const PARSE_ERROR = -32_700;

/** @throws HttpRefusal 415 for another type, 413 for a body above the limit, 400 for one that is no JSON. */
export async function readJson(request: IncomingMessage, maxBytes = MAX_BODY_BYTES): Promise<unknown> {
  if (!isJson(request.headers['content-type']))
    throw new HttpRefusal(415, 'Content-Type must be application/json');
  const bytes = await readBytes(request, maxBytes);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new HttpRefusal(400, 'The body is not JSON', { code: PARSE_ERROR });
  }
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(?:;|$)/i.test(contentType ?? '');
}

/** What comes above the limit is dropped as it arrives: an answer to a client that still sends would get lost. */
function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const refuse = (): void => {
      request.removeAllListeners('data').resume();
      reject(new HttpRefusal(413, `The body is longer than ${maxBytes} bytes`));
    };
    if (Number(request.headers['content-length']) > maxBytes) return refuse();
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) refuse();
      else chunks.push(chunk);
    });
    const breakOff = (): void => reject(new HttpRefusal(400, 'The request was broken off'));
    request.once('end', () => {
      request.off('close', breakOff);
      resolve(Buffer.concat(chunks));
    });
    request.once('error', breakOff).once('close', breakOff);
  });
}
