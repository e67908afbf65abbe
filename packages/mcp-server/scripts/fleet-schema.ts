import { STEP_IDS } from '@azureml-kubernetes/core';
import * as z from 'zod';

const text = (description: string) => z.string().meta({ description });

/** A quantity of Kubernetes. Text and numbers are read alike. */
const quantity = z.union([z.string(), z.number()]);
const resources = z.record(z.string(), quantity.nullable());
const selector = z.record(z.string(), z.string());

const instanceTypes = z
  .record(
    z.string(),
    z.strictObject({
      node_selector: selector.nullable().optional(),
      nodeSelector: selector.nullable().optional(),
      resources: z
        .strictObject({
          requests: resources.nullable().optional(),
          limits: resources.nullable().optional(),
        })
        .nullable()
        .optional(),
    }),
  )
  .meta({ description: 'Instance types by name, with their resources and node selector' });

const addedByAzure = {
  client_id: z.any().optional(),
  principal_id: z.any().optional(),
  tenant_id: z.any().optional(),
};

const identity = z
  .strictObject({
    type: z.enum([
      'SystemAssigned',
      'systemAssigned',
      'system_assigned',
      'UserAssigned',
      'userAssigned',
      'user_assigned',
      'none',
    ]),
    user_assigned_identities: z
      .array(z.strictObject({ resource_id: z.string(), ...addedByAzure }))
      .optional(),
    ...addedByAzure,
  })
  .meta({ description: 'The identity of the compute; none asks for no identity' });

const preparation = z.strictObject({
  training: z.boolean().optional(),
  inference: z.boolean().optional(),
  router: z.enum(['nodePort', 'loadBalancer', 'clusterIP']).optional(),
  version: text('Version of the extension; pins it').optional(),
  release_train: text('Such as stable').optional(),
  settings: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .meta({ description: 'Settings of the extension that Azure documents for users' })
    .optional(),
  create_namespace: z.boolean().optional(),
  register_providers: z.boolean().meta({ description: 'Default: true' }).optional(),
  grant_roles: z
    .boolean()
    .meta({ description: "Roles for the workspace's user-assigned identity" })
    .optional(),
  trusted_access: z.enum(['when_needed', 'never']).optional(),
  instance_types: instanceTypes.optional(),
});

/** What `defaults` and each compute may say. */
const shared = {
  namespace: text('Kubernetes namespace that jobs run in; default: default').optional(),
  description: text('What the compute is for').optional(),
  tags: z.record(z.string(), z.string()).meta({ description: 'Tags; values are text' }).optional(),
  identity: identity.optional(),
  instance_types: instanceTypes.optional(),
  default_instance_type: text('Name of one of the instance types').optional(),
  prepare: z
    .union([z.boolean(), preparation])
    .meta({
      description: `Prepare the cluster before the attach: ${STEP_IDS.join(', ')}. False leaves it as it is`,
    })
    .optional(),
};

const workspace = text('<subscription>/<resource group>/<workspace>, or an ARM id').meta({
  examples: ['11111111-2222-3333-4444-555555555555/my-group/my-workspace'],
});

const compute = {
  $schema: z.string().optional(),
  name: text('Name of the compute in its workspace'),
  resource_id: text('ARM id of the AKS or Azure Arc cluster').optional(),
  workspace: workspace.optional(),
  ...shared,
  location: text('Has no effect: a compute is in the region of its workspace').optional(),
  properties: z
    .strictObject({ instanceTypes: instanceTypes.optional(), defaultInstanceType: z.string().optional() })
    .optional(),
  state: z.enum(['present', 'absent']).meta({ description: 'absent asks for a detach' }).optional(),
  id: z.any().optional(),
  provisioning_state: z.any().optional(),
  provisioning_errors: z.any().optional(),
  created_on: z.any().optional(),
};

const kubernetes = z.string().regex(/^[Kk][Uu][Bb][Ee][Rr][Nn][Ee][Tt][Ee][Ss]$/);

const fleet = z.strictObject({
  $schema: z.string().optional(),
  workspace: workspace.optional(),
  defaults: z.strictObject(shared).optional(),
  computes: z.array(z.strictObject({ type: kubernetes.optional(), ...compute })),
});

/** A document of a fleet: many computes, or one in the form of Azure's own files. Editors check with it; `parseFleet` decides. */
export const fleetSchema = z
  .union([fleet, z.strictObject({ type: kubernetes, ...compute })])
  .meta({ title: 'Fleet of Azure ML Kubernetes computes' });
