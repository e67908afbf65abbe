import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathOf } from './markdown.ts';

/** The files of the repository whose paths match, from its top: committed or about to be. */
export function repositoryFiles(pattern: RegExp): string[] {
  const listed = ['ls-files', '--cached', '--others', '--exclude-standard'];
  return execFileSync('git', listed, { cwd: pathOf('.'), encoding: 'utf8' })
    .split('\n')
    .filter((path) => pattern.test(path) && existsSync(pathOf(path)));
}
