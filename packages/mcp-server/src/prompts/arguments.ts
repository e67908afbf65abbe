import { parseClusterId, parseComputeName, parseNamespace } from '@azureml-kubernetes/core';
import type { PromptArgument } from './define-prompt.js';

/** Arguments that more than one prompt takes. */
export const promptArguments = {
  newName: {
    name: 'name',
    description: 'Name that the compute gets',
    required: true,
    parse: parseComputeName,
  },
  name: {
    name: 'name',
    description: 'Name of the compute',
    required: true,
    completes: 'compute-name',
    parse: parseComputeName,
  },
  resourceId: {
    name: 'resource_id',
    description: 'ARM id of the AKS or Azure Arc cluster',
    required: true,
    completes: 'cluster-id',
    parse: (value) => parseClusterId(value, 'resource_id'),
  },
  namespace: {
    name: 'namespace',
    description: 'Existing Kubernetes namespace; default: default',
    required: false,
    parse: parseNamespace,
  },
} as const satisfies Record<string, PromptArgument>;
