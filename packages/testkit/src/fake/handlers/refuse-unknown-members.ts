import { isJsonObject, type Json, type JsonObject } from '../../json.js';
import { version } from '../../version.js';
import { kubernetesMembers } from '../../world/compute-properties.js';
import { notModelled } from '../arm-faults.js';

/** Members of a compute (documented). Those that are read-only may be sent back as they were read. */
const envelope = ['id', 'name', 'type', 'location', 'tags', 'identity', 'properties', 'systemData'];
const members = [
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

/**
 * For strict mode: members of a PUT body that the fake would drop without a word, `sku` among them.
 *
 * @throws ArmRefusal 501 `NotModelled`
 */
export function refuseUnknownMembers(body: JsonObject): void {
  refuseStrangers(body, envelope, '');
  const { properties } = body;
  refuseStrangers(properties, members, 'properties.');
  if (isJsonObject(properties) && String(properties['computeType']).toLowerCase() === 'kubernetes')
    refuseStrangers(properties['properties'], kubernetesMembers, 'properties.properties.');
}

function refuseStrangers(value: Json | undefined, known: readonly string[], path: string): void {
  if (!isJsonObject(value)) return;
  const stranger = Object.keys(value).find((name) => !known.includes(name) && value[name] !== null);
  if (stranger !== undefined) throw notModelled(`the member ${path}${stranger}`, version);
}
