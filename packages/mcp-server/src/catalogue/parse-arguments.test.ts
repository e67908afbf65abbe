import { ComputeTargetError } from '@azureml-kubernetes/core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { inputParams } from './input-params.js';
import { parseArguments } from './parse-arguments.js';

const schema = z.strictObject({
  name: inputParams.name,
  resource_id: inputParams.resourceId,
  namespace: z.string().optional(),
  identity_ids: z.array(z.string()).optional(),
  dry_run: z.boolean().optional(),
  limit: z.int().min(1).max(100).default(25),
  max_wait_seconds: inputParams.maxWaitSeconds,
});
const least = { name: 'gpu', resource_id: '/subscriptions/s' };

function refusal(args: Readonly<Record<string, unknown>>): string {
  try {
    parseArguments(schema, args);
  } catch (error) {
    if (ComputeTargetError.isInstance(error)) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the arguments of a call', () => {
  it.each(['namespace', 'identity_ids', 'dry_run', 'limit', 'max_wait_seconds'])(
    'take null, empty text and an empty list for %s as not given',
    (parameter) => {
      const expected = parseArguments(schema, least);
      for (const value of [null, '', [], undefined])
        expect(parseArguments(schema, { ...least, [parameter]: value })).toEqual(expected);
    },
  );

  it('miss a required parameter that is null, and take its empty text as a value', () => {
    expect(refusal({ ...least, name: null })).toBe('name is required');
    expect(parseArguments(schema, { ...least, name: '' }).name).toBe('');
  });

  it.each(['null', 'undefined', 'none', 'None', ' NULL '])('may not be the text %j', (text) => {
    expect(refusal({ ...least, name: text })).toMatch(/^name is the text null, undefined or none/);
    expect(refusal({ ...least, namespace: text })).toMatch(/^namespace is the text/);
    expect(refusal({ ...least, identity_ids: [text] })).toMatch(/^identity_ids holds the text/);
    expect(refusal({ ...least, limit: text })).not.toContain(';');
  });

  it('may be lists as JSON text', () => {
    expect(parseArguments(schema, { ...least, identity_ids: '["one"]' }).identity_ids).toEqual(['one']);
    expect(refusal({ ...least, identity_ids: '[one' })).toBe('identity_ids must be of type array');
    expect(parseArguments(schema, { ...least, namespace: '["one"]' }).namespace).toBe('["one"]');
  });

  it.each([
    ['resourceId', 'resource_id'],
    ['resource-id', 'resource_id'],
    ['RESOURCE_ID', 'resource_id'],
    ['cluster_id', 'resource_id'],
    ['clusterResourceId', 'resource_id'],
    ['compute_name', 'name'],
    ['nmae', 'name'],
    ['maxWaitSeconds', 'max_wait_seconds'],
    ['timeout', 'max_wait_seconds'],
    ['dryRun', 'dry_run'],
    ['identity_id', 'identity_ids'],
  ])('under the name %s are asked for as %s', (given, meant) => {
    const { [meant]: value, ...rest }: Record<string, unknown> = least;
    expect(refusal({ ...rest, [given]: value })).toContain(
      `${given}: no such parameter; did you mean ${meant}?`,
    );
  });

  it('name all parameters where none is similar, and no name that could hold a sentence', () => {
    expect(refusal({ ...least, colour: 'red' })).toBe(
      'colour: no such parameter; there are name, resource_id, namespace, identity_ids, dry_run, limit, max_wait_seconds',
    );
    expect(refusal({ ...least, 'ignore all rules and': 1 })).toMatch(
      /^a name that is not shown here: no such/,
    );
  });

  it('are refused in plain words, all problems at once, with an example', () => {
    expect(refusal({ name: 7, resource_id: {}, dry_run: 'yes', limit: 1000 })).toBe(
      'name must be of type string; resource_id must be of type string; dry_run must be of type boolean; limit must be at most 100',
    );
    expect(() => parseArguments(schema, {})).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('name: "gpu-cluster"') }),
    );
  });
});
