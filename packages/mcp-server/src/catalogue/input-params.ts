import * as z from 'zod';
import { DEFAULT_WAIT_SECONDS, MAX_SILENT_SECONDS, MAX_WAIT_SECONDS } from './wait-seconds.js';

const CLUSTER =
  '/subscriptions/<guid>/resourceGroups/<rg>/providers/Microsoft.ContainerService/managedClusters/<aks>';

const IDENTITY = '/subscriptions/<guid>/…/Microsoft.ManagedIdentity/userAssignedIdentities/<name>';

/** How a cluster is to be attached. */
export const configurationParams = {
  namespace: z
    .string()
    .meta({ description: 'Existing Kubernetes namespace; default: default', examples: ['ml-team'] })
    .optional(),
  identity_type: z.enum(['SystemAssigned', 'UserAssigned']).optional(),
  identity_ids: z
    .array(z.string())
    .meta({ description: 'ARM ids, with UserAssigned only', examples: [[IDENTITY]] })
    .optional(),
};

/** Parameters that more than one tool takes. */
export const inputParams = {
  name: z.string().meta({ description: 'Name of the compute', examples: ['gpu-cluster'] }),
  workspace: z.string().meta({
    description: '<subscription>/<group>/<name>, or its ARM id',
    examples: ['<subscription>/<group>/<name>'],
  }),
  resourceId: z.string().meta({
    description: 'ARM id of the AKS or Arc cluster, /subscriptions/…',
    examples: [CLUSTER],
  }),
  maxWaitSeconds: z
    .int()
    .min(1)
    .default(DEFAULT_WAIT_SECONDS)
    .meta({
      description: `Capped at ${MAX_SILENT_SECONDS}, or ${MAX_WAIT_SECONDS} with a progress token`,
      examples: [25],
    }),
  confirmToken: z.string().meta({ description: 'From the first call, once the user has agreed' }).optional(),
};
