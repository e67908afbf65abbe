import { InvalidInputError } from '@azureml-kubernetes/core';

/** A cursor names the last entry of its page, so that computes which come or go shift nothing. */
export function writeCursor(last: string): string {
  return Buffer.from(last, 'utf8').toString('base64url');
}

/** @throws InvalidInputError unless it is a cursor that a page ended with. */
export function readCursor(cursor: string): string {
  const last = Buffer.from(cursor, 'base64url').toString('utf8');
  if (last.startsWith('/subscriptions/') && writeCursor(last) === cursor) return last;
  throw new InvalidInputError({
    field: 'cursor',
    rule: 'must be next_cursor of an earlier page, unchanged',
    example: 'no cursor at all, which gives the first page',
  });
}
