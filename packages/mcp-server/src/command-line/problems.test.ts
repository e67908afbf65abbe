import { expect, it } from 'vitest';
import { FLAGS } from './flags.js';
import { Problems } from './problems.js';
import { readSettings } from './settings.js';

it('tells each problem once, however often a flag is asked for', () => {
  const problems = new Problems();
  const settings = readSettings({ argv: ['--confirm', 'maybe'], env: {} }, problems);
  settings.of(FLAGS.confirm);
  settings.of(FLAGS.confirm);
  expect(problems.found).toEqual(['--confirm must be one of auto, elicit, token, off']);
});
