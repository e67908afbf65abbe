import { KubernetesCompute } from '@azureml-kubernetes/core';
import { expect, it } from 'vitest';
import { REASONS } from '../../packages/core/test/golden/differences.ts';
import { readPage } from './markdown.ts';

const page = readPage('docs/porting-from-python.md');
const [, differences = ''] = page.split('## What is different on purpose');

it('has every reason for which a recorded row may differ, in order and without a gap', () => {
  const numbers = [...differences.matchAll(/^\| (\d+) \|.*\| [^|]+ \|$/gm)].map(([, number]) =>
    Number(number),
  );
  expect(numbers).toEqual(Array.from(numbers, (_number, index) => index + 1));
  expect(numbers).toEqual(expect.arrayContaining(Object.keys(REASONS).map(Number)));
});

it('has every method of the class', () => {
  const methods = [
    ...Object.getOwnPropertyNames(KubernetesCompute),
    ...Object.entries(Object.getOwnPropertyDescriptors(KubernetesCompute.prototype))
      .filter(([, { value }]) => typeof value === 'function')
      .map(([name]) => name),
  ].filter((name) => !['length', 'name', 'prototype', 'constructor', 'toJSON', 'toString'].includes(name));
  expect(methods).toContain('waitForCompletion');
  expect(methods.filter((name) => !page.includes(`.${name}(`))).toEqual([]);
});
