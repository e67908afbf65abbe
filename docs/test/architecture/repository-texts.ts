import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { pathOf } from '../markdown.ts';
import type { SourceText } from './source-text.ts';

const WRITTEN = /\.(?:[cm]?[jt]s|json|md|html|sh|ya?ml)$|Dockerfile$|^\.ci\//;
/** Recorded from elsewhere, made by a tool, or about the words themselves. */
const NOT_OURS =
  /pnpm-lock\.yaml|\/golden\/|^docs\/test\/(?:architecture\/words|planted-breaches\.test)\.ts$/;

/** Reads every text of the repository that a person of this project wrote, committed or about to be. */
export function readRepositoryTexts(): SourceText[] {
  const listed = ['ls-files', '--cached', '--others', '--exclude-standard'];
  return execFileSync('git', listed, { cwd: pathOf('.'), encoding: 'utf8' })
    .split('\n')
    .filter((path) => WRITTEN.test(path) && !NOT_OURS.test(path) && existsSync(pathOf(path)))
    .map((path) => ({ path, text: readFileSync(pathOf(path), 'utf8') }));
}
