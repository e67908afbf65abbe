import { expect, it } from 'vitest';
import { parameterOf } from './parameter-of.js';

it.each([
  ['resourceId', 'resource_id'],
  ['identityIds[0]', 'identity_ids[0]'],
  ['tags', 'tags'],
  ['confirm_token', 'confirm_token'],
])('%s is the parameter %s', (field, parameter) => {
  expect(parameterOf(field)).toBe(parameter);
});
