import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { KubernetesCompute } from '@azureml-kubernetes/core';
import { connect } from './connect.ts';

const [url = '', file = ''] = process.argv.slice(2);
const { compute: payload, operation } = JSON.parse(await readFile(file, 'utf8'));

// What was stored is checked like any other input: another workspace or another endpoint is refused.
const compute = KubernetesCompute.deserialize(connect(url), payload, { operation });
assert.equal(compute.provisioningState, 'Creating');
await compute.waitForCompletion({ timeoutMs: 60_000 });
assert.equal(compute.provisioningState, 'Succeeded');
assert.equal(compute.operation, null);
console.log(`Process ${process.pid} followed it: ${compute.name} is ${compute.provisioningState}.`);
