import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import * as built from '../dist/index.js';
import * as forNode from '../dist/undici.js';
import manifest from '../package.json' with { type: 'json' };
import { ERROR_CODES } from '../src/index.js';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

it('exports these values and no others', () => {
  expect(Object.keys(built).sort()).toEqual([
    'CLOUDS',
    'ComputeTargetError',
    'ConflictError',
    'CredentialError',
    'ERROR_CODES',
    'EVIDENCE_PARTS',
    'ForbiddenError',
    'InvalidFleetError',
    'InvalidInputError',
    'InvalidPayloadError',
    'KubernetesCompute',
    'NetworkError',
    'NotFoundError',
    'ProvisioningFailedError',
    'STEP_IDS',
    'ServiceError',
    'ThrottledError',
    'TimedOutError',
    'UnexpectedResponseError',
    'UnsupportedOperationError',
    'UntrustedUrlError',
    'Workspace',
    'WorkspaceMismatchError',
    'clusterKindOf',
    'compose',
    'computeIdOf',
    'computeNameWarnings',
    'createClient',
    'createTransport',
    'credentialErrorOf',
    'fetchTransport',
    'isDocumentedSetting',
    'isLoopback',
    'isTerminal',
    'nearestWord',
    'parseAttachConfiguration',
    'parseClusterId',
    'parseComputeName',
    'parseFleet',
    'parseNamespace',
    'parseOrigin',
    'parseWorkspaceId',
    'redactText',
    'systemClock',
    'withTimeLimit',
    'workspaceIdOf',
    'workspaceNameOf',
  ]);
});

it('has an entry point, a second one for undici, and zod as its only dependency', () => {
  expect(manifest.exports).toEqual({
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './undici': { types: './dist/undici.d.ts', default: './dist/undici.js' },
    './package.json': './package.json',
  });
  expect(Object.keys(manifest.dependencies)).toEqual(['zod']);
  expect(manifest.peerDependenciesMeta).toEqual({ undici: { optional: true } });
  expect(Object.keys(forNode)).toEqual(['undiciTransport']);
});

it('imports nothing of Node in any built file', () => {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.js'),
  );
  expect(files.length).toBeGreaterThan(50);
  const textOf = (name: string): string => readFileSync(join(dist, name), 'utf8');
  for (const name of files) expect(textOf(name), name).not.toMatch(/['"]node:/);
  expect(files.filter((name) => /from ['"]undici['"]/.test(textOf(name)))).toEqual(['undici.js']);
});

it('has the error codes that others rely on, each explained in the docs', () => {
  expect(ERROR_CODES).toEqual([
    'invalid-input',
    'invalid-payload',
    'workspace-mismatch',
    'unsupported-operation',
    'not-found',
    'conflict',
    'credential',
    'forbidden',
    'throttled',
    'network',
    'service',
    'unexpected-response',
    'untrusted-url',
    'provisioning-failed',
    'timed-out',
  ]);
  const docs = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
  const [, ...sections] = docs.split(/^## /m);
  expect(sections.map((section) => /^`([a-z-]+)`$/m.exec(section)?.[1])).toEqual(ERROR_CODES);
  for (const section of sections) expect(section).toMatch(/\*\*Cause:\*\* \S[\s\S]*\*\*Fix:\*\* \S/);
});
