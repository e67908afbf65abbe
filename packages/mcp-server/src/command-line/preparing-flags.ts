import { listFlag, maybeChoiceFlag } from './flag.js';

const group = 'safety' as const;

/** The flags that say how far clusters are prepared and looked into. */
export const PREPARING_FLAGS = {
  prepare: maybeChoiceFlag({
    name: 'prepare',
    group,
    choices: ['off', 'plan', 'apply'],
    otherwise: 'apply; plan over HTTP and with --read-only',
    help: 'whether clusters are prepared once a person has agreed, planned only, or neither',
  }),
  inCluster: maybeChoiceFlag({
    name: 'in-cluster',
    group,
    choices: ['off', 'read', 'write'],
    otherwise: 'read; off over HTTP and with --read-only',
    help: 'how far commands are run in AKS clusters: to look, and to create namespaces and instance types',
  }),
  allowCluster: listFlag({
    name: 'allow-cluster',
    group,
    value: '<a,b>',
    help: 'the only clusters that are prepared or looked into, by ARM id, or by that of their resource group; --prepare apply over HTTP needs it, or --downstream obo',
  }),
} as const;
