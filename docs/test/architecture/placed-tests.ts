import type { Breach } from './breach.ts';
import { folderOf, parseSource } from './parse-source.ts';
import type { SourceText } from './source-text.ts';

/**
 * Finds the tests among the sources that have no subject beside them: neither a file of the same name, nor two files
 * of the folder that they import because the folder is the subject.
 */
export function findMisplacedTests(tests: readonly SourceText[], sources: readonly SourceText[]): Breach[] {
  const paths = new Set(sources.map(({ path }) => path));
  return tests
    .filter(({ path }) => !paths.has(path.replace(/\.test(?:-d)?\.ts$/, '.ts')))
    .filter((test) => importedBelow(test).length < 2)
    .map(({ path }) => ({
      path,
      found: 'has neither a file of its name beside it, nor its folder as its subject',
    }));
}

function importedBelow(test: SourceText): string[] {
  const folder = folderOf(test.path);
  return parseSource(test)
    .imports.filter(({ kind, target }) => kind === 'file' && target.startsWith(`${folder}/`))
    .map(({ target }) => target);
}
