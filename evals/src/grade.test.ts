import { describe, expect, it } from 'vitest';
import { isRight } from './grade.ts';

const attach = { call: 'compute_attach', arguments: { name: 'gpu', tags: { a: 'b' } }, may: ['namespace'] };
const answer = (...calls: { tool: string; arguments: unknown }[]) => ({ calls, text: '' });
const call = (args: unknown, tool = 'compute_attach') => ({ tool, arguments: args });

describe('a call is right', () => {
  it('with the very arguments, in any order', () => {
    expect(isRight(answer(call({ tags: { a: 'b' }, name: 'gpu' })), [attach])).toBe(true);
  });

  it('with any value of what may be there', () => {
    expect(isRight(answer(call({ ...attach.arguments, namespace: 'x' })), [attach])).toBe(true);
  });

  it('as any of the right ones', () => {
    expect(isRight(answer(), [attach, { reply: 'ask' }])).toBe(true);
  });
});

describe('a call is wrong', () => {
  it.each([
    ['to another tool', answer(call(attach.arguments, 'compute_detach'))],
    ['with another value', answer(call({ ...attach.arguments, name: 'GPU' }))],
    ['without one of the arguments', answer(call({ name: 'gpu' }))],
    ['with an argument that was not asked for', answer(call({ ...attach.arguments, replace: true }))],
    ['with arguments that are no object', answer(call('{"name":'))],
    ['beside another call', answer(call(attach.arguments), call({ name: 'gpu' }, 'compute_wait'))],
    ['that was not made', answer()],
  ])('%s', (_title, given) => {
    expect(isRight(given, [attach])).toBe(false);
  });

  it('where none was asked for', () => {
    expect(isRight(answer(call({ name: 'gpu' }, 'compute_detach')), [{ reply: 'decline' }])).toBe(false);
  });
});
