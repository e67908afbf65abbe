import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { refuseConnect, refuseUnparsed } from './refuse-socket.js';

describe('a socket without a request', () => {
  it.each([
    ['HPE_INVALID_METHOD', 'HTTP/1.1 400 Bad Request', 'BadRequest'],
    ['HPE_HEADER_OVERFLOW', 'HTTP/1.1 431 Request Header Fields Too Large', 'RequestHeadersTooLarge'],
    ['ERR_HTTP_REQUEST_TIMEOUT', 'HTTP/1.1 408 Request Timeout', 'RequestTimeout'],
  ])('is answered for %s and closed', async (code, statusLine, errorCode) => {
    const socket = new PassThrough();
    refuseUnparsed(Object.assign(new Error('x'), { code }), socket);
    const answer = await text(socket);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head.split('\r\n')).toEqual([
      statusLine,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${body.length}`,
      'Connection: close',
    ]);
    expect(JSON.parse(body)).toMatchObject({ error: { code: errorCode } });
  });

  it('is let go when no listener is left, or breaks while it is answered', () => {
    const gone = new PassThrough();
    gone.end();
    refuseConnect(gone);
    expect(gone.destroyed).toBe(true);
    const breaking = new PassThrough();
    refuseConnect(breaking);
    breaking.emit('error', new Error('reset'));
    expect(breaking.destroyed).toBe(true);
  });
});
