import { isJsonObject, type Json, type JsonObject } from '../../json.js';
import { refuseStrangers } from '../../service/refuse-strangers.js';
import { KUBERNETES_MEMBERS } from '../../world/compute-properties.js';

/** Members of a compute (documented). Those that are read-only may be sent back as they were read. */
const ENVELOPE = ['id', 'name', 'type', 'location', 'tags', 'identity', 'properties', 'systemData'];
const MEMBERS = [
  'computeType',
  'computeLocation',
  'provisioningState',
  'description',
  'createdOn',
  'modifiedOn',
  'resourceId',
  'provisioningErrors',
  'provisioningWarnings',
  'isAttachedCompute',
  'disableLocalAuth',
  'properties',
];

const IDENTITY_MEMBERS = ['type', 'userAssignedIdentities', 'principalId', 'tenantId'];

/**
 * Refuses members of a PUT body that the fake would drop without a word, `sku` among them.
 *
 * @throws ArmRefusal 501 `NotModelled`
 */
export function refuseUnknownMembers(body: JsonObject): void {
  refuseStrangers(body, ENVELOPE, '');
  const { properties, identity } = body;
  refuseStrangers(identity, IDENTITY_MEMBERS, 'identity.');
  refuseStrangers(properties, MEMBERS, 'properties.');
  if (isJsonObject(properties) && String(properties['computeType']).toLowerCase() === 'kubernetes')
    refuseKubernetesStrangers(properties['properties']);
}

function refuseKubernetesStrangers(inner: Json | undefined): void {
  const path = 'properties.properties.';
  refuseStrangers(inner, KUBERNETES_MEMBERS, path);
  const types = isJsonObject(inner) ? inner['instanceTypes'] : undefined;
  for (const [name, type] of Object.entries(isJsonObject(types) ? types : {})) {
    const place = `${path}instanceTypes.${name}.`;
    refuseStrangers(type, ['nodeSelector', 'resources'], place);
    if (isJsonObject(type)) refuseStrangers(type['resources'], ['requests', 'limits'], `${place}resources.`);
  }
}

/**
 * The same for a PATCH body, of which nothing but the scale settings is modelled.
 *
 * @throws ArmRefusal 501 `NotModelled`
 */
export function refuseUnknownChanges(body: JsonObject): void {
  refuseStrangers(body, ['properties'], '');
  const { properties } = body;
  refuseStrangers(properties, ['properties'], 'properties.');
  if (isJsonObject(properties))
    refuseStrangers(properties['properties'], ['scaleSettings'], 'properties.properties.');
}
