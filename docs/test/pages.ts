import { execFileSync } from 'node:child_process';
import { pathOf } from './markdown.ts';

/** Made from sources, so that no person writes in them. */
const MADE = /api-report\.md$/;

/** Every page of the repository that people read, from its top: committed or about to be. */
export const pages: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'],
  { cwd: pathOf('.'), encoding: 'utf8' },
)
  .split('\n')
  .filter((page) => page !== '' && !MADE.test(page));
