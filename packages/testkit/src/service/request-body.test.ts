import { expect, it } from 'vitest';
import { MAX_BODY_BYTES, readBody } from './request-body.js';

const read = (body: string | null) => readBody(new Request('https://x', { method: 'PUT', body }));
const quoted = (bytes: number) => `"${'a'.repeat(bytes - 2)}"`;

it('takes a body of as many bytes as ARM does, and no more', async () => {
  expect((await read(quoted(MAX_BODY_BYTES))).kind).toBe('json');
  expect(await read(quoted(MAX_BODY_BYTES + 1))).toEqual({ kind: 'too-large' });
});

it('counts bytes, not characters', async () => {
  const characters = Math.ceil(MAX_BODY_BYTES / 3);
  expect(await read(`"${'€'.repeat(characters)}"`)).toEqual({ kind: 'too-large' });
});

it('takes an empty body for none', async () => {
  expect([await read(null), await read('')]).toEqual([{ kind: 'none' }, { kind: 'none' }]);
});
