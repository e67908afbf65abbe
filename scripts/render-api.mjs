import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const INTRO =
  'What others can rely on. Made from the built declarations by `pnpm api-report`; `pnpm check` compares it.';

/**
 * The public surface of a built package as text: the declarations of every file that its entry points reach, without
 * comments.
 * @param {string} folder of the package
 * @returns {string}
 */
export function renderApi(folder) {
  const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const seen = new Map();
  for (const { types } of Object.values(exports)) if (types !== undefined) visit(join(folder, types), seen);
  const sections = [...seen]
    .map(([path, text]) => [relative(join(folder, 'dist'), path).replaceAll('\\', '/'), text])
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, text]) => `## ${path}\n\n\`\`\`ts\n${text}\n\`\`\`\n`);
  return `# Public surface of ${name.replace(/^.*\//, '')}\n\n${INTRO}\n\n${sections.join('\n')}`;
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
