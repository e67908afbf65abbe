import { dictionary, flag, list, orNull, record, type Shape, word } from '../../src/shape/shape.js';
import {
  type AnyJson,
  exactly,
  filled,
  identity,
  instant,
  open,
  resourceId,
  string,
  strings,
} from './common-shapes.js';
import { provisioningError } from './error-shapes.js';

const amounts = dictionary(orNull(string));
const resources = exactly({ requests: orNull(amounts), limits: orNull(amounts) }, 'requests', 'limits');
const instanceType = exactly(
  { nodeSelector: orNull(strings), resources: orNull(resources) },
  'nodeSelector',
  'resources',
);
/** Never a text: what was sent there is a secret. */
const secret = orNull(word<never>());
const kubernetesProperties = exactly({
  relayConnectionString: secret,
  serviceBusConnectionString: secret,
  extensionPrincipalId: orNull(string),
  extensionInstanceReleaseTrain: string,
  vcName: orNull(string),
  namespace: string,
  defaultInstanceType: string,
  instanceTypes: dictionary(instanceType),
});

const members = exactly(
  {
    createdOn: instant,
    modifiedOn: instant,
    disableLocalAuth: flag,
    description: orNull(string),
    resourceId: orNull(string),
    computeType: word(
      'AKS',
      'Kubernetes',
      'AmlCompute',
      'ComputeInstance',
      'DataFactory',
      'VirtualMachine',
      'HDInsight',
      'Databricks',
      'DataLakeAnalytics',
      'SynapseSpark',
    ),
    computeLocation: string,
    provisioningState: word('Creating', 'Updating', 'Deleting', 'Succeeded', 'Failed', 'Canceled'),
    provisioningErrors: orNull(list(provisioningError)),
    provisioningWarnings: orNull(record<AnyJson>({})),
    isAttachedCompute: flag,
    properties: orNull(open),
  },
  'computeLocation',
);

const properties: Shape<unknown> = {
  problem: (value, path) => members.problem(value, path) ?? innerProblem(value, path),
};

function innerProblem(value: unknown, path: string) {
  const { computeType, properties: inner } = value as AnyJson;
  return computeType === 'Kubernetes' ? kubernetesProperties.problem(inner, `${path}.properties`) : null;
}

/** A compute; no `systemData` and no `sku`, which none of the recorded ones has. */
export const compute: Shape<AnyJson> = exactly(
  {
    id: resourceId,
    name: filled,
    type: word('Microsoft.MachineLearningServices/workspaces/computes'),
    location: string,
    tags: orNull(strings),
    identity,
    properties,
  },
  'identity',
);
