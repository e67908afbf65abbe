import { expect, it } from 'vitest';
import * as z from 'zod';
import { readPage } from './markdown.ts';
import { repositoryFiles } from './repository-files.ts';

const names = z.record(z.string(), z.string()).default({});
const manifestShape = z.looseObject({
  dependencies: names,
  devDependencies: names,
  peerDependencies: names,
  optionalDependencies: names,
});

const manifests = repositoryFiles(/(?:^|\/)package\.json$/).filter((path) => !path.includes('/consumer/'));

it('docs/dependencies.md says of every dependency why it is there, and of no other one', () => {
  const used = manifests.flatMap((path) => {
    const { dependencies, devDependencies, peerDependencies, optionalDependencies } = manifestShape.parse(
      JSON.parse(readPage(path)),
    );
    return Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies, ...optionalDependencies });
  });
  const foreign = new Set(used.filter((name) => !name.startsWith('@azureml-kubernetes/')));
  const explained = [...readPage('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| \S.* \|$/gm)];
  expect(explained.map(([, name]) => name).sort()).toEqual([...foreign].sort());
});
