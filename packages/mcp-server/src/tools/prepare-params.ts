import { EVIDENCE_PARTS, STEP_IDS } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { inputParams } from '../catalogue/input-params.js';
import { namedList, namedText } from '../catalogue/named-values.js';
import { toolWord } from '../present/tool-word.js';
import { isRecord } from '../runtime/is-record.js';

/** Settings and labels; switches and numbers are taken, too. */
const settings = namedList(z.preprocess(withTextValue, namedText));

const amounts = { cpu: z.string(), memory: z.string() };

const instanceType = z.strictObject({
  name: z.string(),
  node_selector: settings.optional(),
  requests: z.strictObject(amounts),
  limits: z.strictObject({ ...amounts, gpus: z.int().optional() }),
});

/** Instance types, by name in the spelling of Azure, too. */
const instanceTypes = namedList(instanceType, fromAzure);

/** What a cluster is to be prepared for. */
export const targetParams = {
  resource_id: inputParams.resourceId,
  namespace: z.string().meta({ description: 'Default: default' }).optional(),
  training: z.boolean().meta({ description: 'Default at a new install: true' }).optional(),
  inference: z.boolean().optional(),
  extension_settings: settings
    .meta({
      description: 'Documented ones, such as installVolcano, inferenceRouterServiceType, sslSecret',
      examples: [[{ name: 'installVolcano', value: 'False' }]],
    })
    .optional(),
  create_namespace: z.boolean().optional(),
  grant_roles: z
    .boolean()
    .meta({ description: "Roles for the workspace's user-assigned identity" })
    .optional(),
  instance_types: instanceTypes
    .meta({
      examples: [
        [
          {
            name: 'small',
            requests: { cpu: '1', memory: '2Gi' },
            limits: { cpu: '2', memory: '4Gi' },
          },
        ],
      ],
    })
    .optional(),
};

/** The steps that a caller may name. */
export const stepsParam = z
  .array(z.enum(STEP_IDS.map(toolWord)))
  .meta({ description: 'Only these; extension writes a failed one again' });

/** The parts of the evidence that a caller may ask for. */
export const includeParam = z
  .array(z.enum(EVIDENCE_PARTS.map(toolWord)))
  .meta({ description: 'Default: all' });

/** Switches and numbers become the text that Azure takes. */
function withTextValue(given: unknown): unknown {
  if (!isRecord(given)) return given;
  const { value } = given;
  if (typeof value === 'boolean') return { ...given, value: value ? 'True' : 'False' };
  return typeof value === 'number' ? { ...given, value: String(value) } : given;
}

function fromAzure(name: string, type: unknown): unknown {
  if (!isRecord(type)) return { name };
  const { nodeSelector, resources, ...rest } = type;
  const { requests, limits, ...others } = isRecord(resources) ? resources : {};
  return {
    name,
    ...rest,
    ...others,
    ...(nodeSelector === undefined ? {} : { node_selector: nodeSelector }),
    requests,
    limits: withGpus(limits),
  };
}

function withGpus(limits: unknown): unknown {
  if (!isRecord(limits) || !('nvidia.com/gpu' in limits)) return limits;
  const { 'nvidia.com/gpu': gpus, ...rest } = limits;
  return { ...rest, gpus };
}
