import { expect, it } from 'vitest';
import { parseCommandLine } from './command-line.js';

const known = ['stdio', 'core', 'bytes'];
const plain = { suites: known, quick: false, peers: false, write: false, page: false };

it.each([
  [[], plain],
  [['--write', '--peers'], { ...plain, write: true, peers: true }],
  [['bytes', 'stdio', '--quick'], { ...plain, suites: ['stdio', 'bytes'], quick: true }],
  [['--page'], { ...plain, page: true }],
])('reads %j', (args, asked) => {
  expect(parseCommandLine(args, known)).toEqual(asked);
});

it.each([
  [['--fast'], 'no such flag: --fast; there are --quick'],
  [['moon'], 'no such suite: moon; there are stdio, core, bytes'],
  [['core', '--write'], 'name no suites with it'],
  [['--write', '--quick'], 'leave --quick out'],
])('refuses %j', (args, words) => {
  expect(() => parseCommandLine(args, known)).toThrow(words);
});
