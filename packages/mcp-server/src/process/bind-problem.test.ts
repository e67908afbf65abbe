import { expect, it } from 'vitest';
import { bindProblem } from './bind-problem.js';

it.each([
  ['EADDRINUSE', /^port 3000 is in use \(EADDRINUSE\)/],
  ['EACCES', /^port 3000 may not be opened by this user/],
  ['ENOTFOUND', /^--host is no address of this machine/],
  ['EOTHER', /^--host and --port cannot be listened at \(EOTHER\)/],
])('puts %s into words', (code, words) => {
  expect(bindProblem(Object.assign(new Error('listen'), { code }), 3000)).toMatch(words);
});
