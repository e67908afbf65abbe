import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PACKAGE_FOLDER = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/**
 * The licences of all that was bundled, as their authors ask for: each with its name, version and full text.
 * @param {import('esbuild').Metafile} metafile of the bundle
 * @returns {string}
 */
export function thirdPartyNotices({ inputs, outputs }) {
  const bundled = new Set(Object.values(outputs).flatMap((output) => Object.keys(output.inputs)));
  const folders = Object.keys(inputs)
    .filter((path) => bundled.has(path))
    .map((path) => PACKAGE_FOLDER.exec(path)?.[0])
    .filter((folder) => folder !== undefined);
  const notices = new Set([...new Set(folders)].map(noticeOf).sort());
  const intro = 'This package has code of other projects in its files. Their licences:';
  return `${[intro, ...notices].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((entry) => /^(licen[cs]e|notice)(\.|$)/i.test(entry));
  if (files.length === 0) throw new Error(`${name} has no licence file in ${resolve(folder)}`);
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}
