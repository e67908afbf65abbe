import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const INTRO = `What others can rely on: the declarations that the entry points export, and below them those that these name, which cannot
be imported. Made from the built declarations by \`pnpm api-report\`; \`pnpm check\` compares it.`;

/**
 * The public surface of a built package as text, without comments.
 * @param {string} folder of the package
 * @returns {string}
 */
export function renderApi(folder) {
  const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const entries = Object.entries(exports).filter(([, { types }]) => types !== undefined);
  const told = new Set();
  const sections = entries.map(([path, { types }]) => {
    const exported = exportsOf(join(folder, types));
    for (const { file, local } of exported) told.add(`${file} ${local}`);
    return renderSection(`Entry \`${join(name, path)}\``, exported.map(textOf));
  });
  const roots = entries.flatMap(([, { types }]) => exportsOf(join(folder, types)));
  const named = reachable(roots).filter(({ file, local }) => !told.has(`${file} ${local}`));
  const title = `# Public surface of ${name.replace(/^.*\//, '')}`;
  return `${[title, INTRO, ...sections, renderSection('Named by these', named.map(textOf))].join('\n\n')}\n`;
}

function renderSection(title, texts) {
  return `## ${title}\n\n\`\`\`ts\n${[...new Set(texts)].sort(byName).join('\n')}\n\`\`\``;
}

function byName(one, other) {
  return nameOf(one) < nameOf(other) ? -1 : 1;
}

/** What an entry exports: the file and the name of each declaration. */
function exportsOf(entry) {
  const own = [...moduleOf(entry).declarations.keys()].map((local) => ({ file: entry, local }));
  const passedOn = [...moduleOf(entry).text.matchAll(/^export (?:type )?\{([^}]*)\} from '(\.[^']+)';/gms)];
  return [
    ...own,
    ...passedOn.flatMap(([, names, target]) =>
      namesIn(names).map(([local]) => ({ file: pathOf(entry, target), local })),
    ),
  ];
}

/** The declarations that the given ones name, and those that these name, without the given ones. */
function reachable(roots) {
  const seen = new Map();
  const queue = [...roots];
  for (const { file, local } of queue) {
    const { imports, declarations } = moduleOf(file);
    for (const word of new Set(textOf({ file, local }).match(/\b[A-Za-z_$][\w$]*\b/g))) {
      const target = declarations.has(word) ? { file, local: word } : imports.get(word);
      if (target === undefined || seen.has(`${target.file} ${target.local}`)) continue;
      seen.set(`${target.file} ${target.local}`, target);
      queue.push(target);
    }
  }
  return [...seen.values()];
}

function textOf({ file, local }) {
  const overloads = moduleOf(file).declarations.get(local);
  if (overloads === undefined) throw new Error(`${file} declares no ${local}`);
  return overloads.join('\n');
}

const modules = new Map();

/** A file of declarations, taken apart: what it declares and what it imports from other files of its package. */
function moduleOf(file) {
  const known = modules.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\n/gm, '');
  const imports = new Map();
  for (const [, names, target] of text.matchAll(/^import (?:type )?\{([^}]*)\} from '(\.[^']+)';/gms)) {
    for (const [name, local] of namesIn(names))
      imports.set(local, { file: pathOf(file, target), local: name });
  }
  const declarations = new Map();
  for (const statement of text.split(/^(?=(?:export|declare|import|interface|type) )/m)) {
    const local = nameOf(statement);
    const overloads = declarations.get(local) ?? [];
    if (local !== undefined) declarations.set(local, [...overloads, statement.trim()]);
  }
  const module = { text, imports, declarations };
  modules.set(file, module);
  return module;
}

function nameOf(statement) {
  return /^(?:export )?(?:declare )?(?:abstract )?(?:class|interface|type|const|function) (\w+)/.exec(
    statement,
  )?.[1];
}

/** `type A, B as C` → `[['A', 'A'], ['B', 'C']]`. */
function namesIn(list) {
  const names = list
    .split(',')
    .map((name) => name.trim().replace(/^type /, ''))
    .filter(Boolean);
  return names.map((name) => name.split(' as ')).map(([from, to = from]) => [from, to]);
}

function pathOf(file, target) {
  return resolve(dirname(file), target.replace(/\.js$/, '.d.ts'));
}
