import { parseComputeName } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { defineTool, READS } from '../catalogue/define-tool.js';
import { configurationParams, fields, params } from '../catalogue/params.js';
import { presentChecks } from '../present/present-checks.js';
import { readConfiguration } from './read-configuration.js';

export const computeCheckAttach = defineTool({
  name: 'compute_check_attach',
  title: 'Check before an attach',
  description:
    'Checks all that an attach needs, and changes nothing: workspace, cluster, extension, identity, roles, name.',
  hints: READS,
  input: { name: params.name, resource_id: params.resourceId, ...configurationParams },
  output: {
    ready: z.boolean().optional(),
    checks: fields.checks,
    next_step: fields.next_step,
    untrusted: fields.untrusted,
  },
  async run(asked, { client, signal }) {
    const name = parseComputeName(asked.name);
    const { ready, checks } = await client.checkAttach(name, readConfiguration(asked), { signal });
    return {
      ready,
      ...presentChecks(checks),
      next_step: ready
        ? 'No check failed: call compute_attach. The namespace has to exist in the cluster, which cannot be seen from here.'
        : 'Do what fix says for each check with status fail, then check again.',
    };
  },
});
