import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ArmRefusal } from '../refusals/arm-refusal.js';
import {
  methodNotAllowed,
  requestHeadersTooLarge,
  requestTimedOut,
  unreadableRequest,
} from '../refusals/arm-refusals.js';

/** Answers what Node's parser could not make a request of, and hangs up. */
export function refuseUnparsed(error: Error & { readonly code?: string }, socket: Duplex): void {
  refuseSocket(refusalFor(error.code), socket);
}

function refusalFor(code: string | undefined): ArmRefusal {
  if (code === 'HPE_HEADER_OVERFLOW') return requestHeadersTooLarge();
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? requestTimedOut() : unreadableRequest();
}

/** Answers a CONNECT, which Node hands over as a bare socket, and hangs up. */
export function refuseConnect(socket: Duplex): void {
  refuseSocket(methodNotAllowed('CONNECT', ['GET', 'PUT', 'PATCH', 'POST', 'DELETE']), socket);
}

function refuseSocket(refusal: ArmRefusal, socket: Duplex): void {
  socket.on('error', () => socket.destroy());
  if (!socket.writable) return void socket.destroy();
  const { status, json } = refusal.toAnswer();
  const body = JSON.stringify(json, null, 2);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
