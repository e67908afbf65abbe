import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { KubernetesCompute } from '@azureml-kubernetes/core';
import { demoIds } from '@azureml-kubernetes/testkit';
import { connect } from './connect.ts';

const [url = '', file = ''] = process.argv.slice(2);
const configuration = KubernetesCompute.attachConfiguration({
  resourceId: demoIds.aksId,
  namespace: 'ml-team',
});
const compute = await KubernetesCompute.attach(connect(url), 'gpu', configuration);
assert.ok(compute.operation);

// Its URL is signed: keep it like a password.
const stored = JSON.stringify({ compute: compute.serialize(), operation: compute.operation });
await writeFile(file, stored, { mode: 0o600 });
console.log(`Process ${process.pid} attached ${compute.name}, stored the operation and ends.`);
