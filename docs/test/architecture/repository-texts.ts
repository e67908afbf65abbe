import { readPage } from '../markdown.ts';
import { repositoryFiles } from '../repository-files.ts';
import type { SourceText } from './source-text.ts';

const WRITTEN = /\.(?:[cm]?[jt]s|json|md|html|sh|ya?ml)$|Dockerfile$|^\.ci\//;
/** Recorded from elsewhere, made by a tool, or about the words themselves. */
const NOT_OURS =
  /pnpm-lock\.yaml|\/golden\/|^docs\/test\/(?:architecture\/words|planted-breaches\.test)\.ts$/;

/** Reads every text of the repository that a person of this project wrote, committed or about to be. */
export function readRepositoryTexts(): SourceText[] {
  return repositoryFiles(WRITTEN)
    .filter((path) => !NOT_OURS.test(path))
    .map((path) => ({ path, text: readPage(path) }));
}
