import { repositoryFiles } from './repository-files.ts';

/** Made from sources, so that no person writes in them. */
const MADE = /api-report\.md$/;

/** Every page of the repository that people read, from its top: committed or about to be. */
export const pages: readonly string[] = repositoryFiles(/\.md$/).filter((page) => !MADE.test(page));
