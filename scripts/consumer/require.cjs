const assert = require('node:assert/strict');
const { createClient, InvalidInputError, parseComputeName } = require('@azureml-kubernetes/core');
const { apiVersions, FakeComputeService } = require('@azureml-kubernetes/testkit');

assert.equal(typeof createClient, 'function');
assert.throws(() => parseComputeName('a/b'), InvalidInputError);
assert.ok(Object.keys(apiVersions).length > 0);
assert.equal(new FakeComputeService().control.computes.list().length, 1);
