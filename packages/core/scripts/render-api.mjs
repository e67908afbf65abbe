import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * The public surface as text: the declarations of every file that the entry point reaches, without comments.
 * @param {string} dist the folder of the built package
 * @returns {string}
 */
export function renderApi(dist) {
  const seen = new Map();
  visit(join(dist, 'index.d.ts'), seen);
  const sections = [...seen]
    .map(([path, text]) => [relative(dist, path).replaceAll('\\', '/'), text])
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, text]) => `## ${name}\n\n\`\`\`ts\n${text}\n\`\`\`\n`);
  const intro =
    'What other packages can rely on. Made from the built declarations by `pnpm api-report`; a test compares it.';
  return `# Public surface of core\n\n${intro}\n\n${sections.join('\n')}`;
}

function visit(path, seen) {
  if (seen.has(path)) return;
  const text = readFileSync(path, 'utf8');
  seen.set(
    path,
    text
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/^\s*\n/gm, '')
      .trim(),
  );
  for (const [, target] of text.matchAll(/from '(\.[^']+)'/g)) {
    visit(resolve(dirname(path), target.replace(/\.js$/, '.d.ts')), seen);
  }
}
