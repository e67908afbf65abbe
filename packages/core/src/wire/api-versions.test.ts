import { expect, it } from 'vitest';
import { API_VERSIONS, isApiVersion } from './api-versions.js';

it.each([...Object.values(API_VERSIONS), '2025-12-01', '2023-10-01-preview'])('takes %s', (version) => {
  expect(isApiVersion(version)).toBe(true);
});

it.each([
  '',
  'latest',
  '2024-4-1',
  'x2024-04-01',
  '2024-04-01x',
  '2024-04-01-',
  '2024-04-01-1',
  '2024-04-01&a=b',
])('refuses %j', (version) => {
  expect(isApiVersion(version)).toBe(false);
});
