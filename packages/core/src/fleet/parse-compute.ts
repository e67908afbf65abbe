import { type AttachConfiguration, parseAttachConfiguration } from '../domain/attach-configuration.js';
import { parseComputeName } from '../domain/ids/compute-name.js';
import { parseClusterId } from '../domain/ids/resource-ids.js';
import { type PrepareTargetInput, parsePrepareTarget } from '../domain/preparing/prepare-target.js';
import { type DocumentReader, isGiven } from './document-reader.js';
import type { FleetCompute, WantedCompute } from './fleet.js';
import type { FleetPath } from './fleet-problem.js';
import { parseFleetInstanceTypes } from './parse-instance-types.js';
import { parseShared, parseText, SHARED_MEMBERS, type SharedMembers, withDefaults } from './parse-shared.js';

type Members = Readonly<Record<string, unknown>>;

/** Members that Azure writes; with a value they are dropped, as Azure's command line does. */
const READ_ONLY = ['id', 'provisioning_state', 'provisioning_errors', 'created_on'];
const OWN_MEMBERS = [
  '$schema',
  'type',
  'name',
  'resource_id',
  'location',
  'properties',
  'state',
  ...READ_ONLY,
];

/** Where the fields of an attach configuration stand in a document. */
const MEMBER_OF = { tags: 'tags', defaultInstanceType: 'default_instance_type' } as const;

/** Reads one compute, in Azure's form or ours. Returns null with problems. */
export function parseFleetCompute(
  reader: DocumentReader,
  path: FleetPath,
  { value, defaults }: { readonly value: unknown; readonly defaults: SharedMembers | null },
): FleetCompute | null {
  const members = reader.members(path, value, [...SHARED_MEMBERS, ...OWN_MEMBERS]);
  if (members === null) return null;
  checkType(reader, path, members);
  dropReadOnly(reader, path, members);
  const name = isGivenOrRefused(reader, path, { members, member: 'name', example: 'gpu' })
    ? reader.parse([...path, 'name'], (field) => parseComputeName(members['name'], field))
    : null;
  const before = reader.problems.length;
  const own = withProperties(reader, path, { members, shared: parseShared(reader, path, members) });
  const shared = defaults === null ? own : withDefaults(own, defaults);
  const wanted = parseWanted(reader, path, { members, shared });
  if (name === null || wanted === null || reader.problems.length > before) return null;
  return { path, workspaceId: shared.workspaceId, name, wanted };
}

function isGivenOrRefused(
  reader: DocumentReader,
  path: FleetPath,
  {
    members,
    member,
    example,
  }: { readonly members: Members; readonly member: string; readonly example: string },
): boolean {
  if (isGiven(members, member)) return true;
  reader.refuse(path, { rule: `lacks ${member}`, example: `${member}: ${example}` });
  return false;
}

function checkType(reader: DocumentReader, path: FleetPath, members: Members): void {
  if (!isGiven(members, 'type')) return;
  const { type } = members;
  if (typeof type === 'string' && type.toLowerCase() === 'kubernetes') return;
  reader.refuse([...path, 'type'], {
    rule: 'must be kubernetes: other types of compute are not attached here',
    example: 'kubernetes',
  });
}

function dropReadOnly(reader: DocumentReader, path: FleetPath, members: Members): void {
  for (const name of READ_ONLY.filter((one) => isGiven(members, one))) {
    if (members[name] === null)
      reader.refuse([...path, name], { rule: 'is written by Azure; leave it out', example: 'no such line' });
    else reader.note([...path, name], 'is written by Azure and has no effect');
  }
  if (isGiven(members, 'location'))
    reader.note([...path, 'location'], 'has no effect: a compute is in the region of its workspace');
}

/** Azure's files have no members for instance types: there they stand under `properties`, as the REST API spells them. */
function withProperties(
  reader: DocumentReader,
  path: FleetPath,
  { members, shared }: { readonly members: Members; readonly shared: SharedMembers },
): SharedMembers {
  if (!isGiven(members, 'properties')) return shared;
  const place = [...path, 'properties'];
  const inner = reader.members(place, members['properties'], ['instanceTypes', 'defaultInstanceType']) ?? {};
  const { instanceTypes, defaultInstanceType } = inner;
  return {
    ...shared,
    instanceTypes:
      shared.instanceTypes ??
      (instanceTypes === undefined
        ? null
        : parseFleetInstanceTypes(reader, [...place, 'instanceTypes'], instanceTypes)),
    defaultInstanceType:
      shared.defaultInstanceType ??
      (defaultInstanceType === undefined
        ? null
        : parseText(reader, [...place, 'defaultInstanceType'], defaultInstanceType)),
  };
}

interface ReadMembers {
  readonly members: Members;
  readonly shared: SharedMembers;
}

function parseWanted(
  reader: DocumentReader,
  path: FleetPath,
  { members, shared }: ReadMembers,
): WantedCompute | null {
  const { state = 'present' } = members;
  switch (state) {
    case 'absent':
      return { state };
    case 'present': {
      const configuration = parseConfiguration(reader, path, { members, shared });
      if (configuration === null) return null;
      return { state, configuration, prepare: parseTarget(reader, path, { configuration, shared }) };
    }
    default:
      return reader.refuse([...path, 'state'], { rule: 'must be present or absent', example: 'absent' });
  }
}

function parseConfiguration(
  reader: DocumentReader,
  path: FleetPath,
  { members, shared }: ReadMembers,
): AttachConfiguration | null {
  const example = '/subscriptions/…/managedClusters/my-aks';
  if (!isGivenOrRefused(reader, path, { members, member: 'resource_id', example })) return null;
  const resourceId = reader.parse([...path, 'resource_id'], (field) =>
    parseClusterId(members['resource_id'], field),
  );
  if (resourceId === null) return null;
  const { identity, workspaceId: _place, prepare: _cluster, ...rest } = shared;
  const input =
    identity === null || identity === 'none'
      ? {}
      : { identityType: identity.type, identityIds: identity.type === 'UserAssigned' ? identity.ids : null };
  return reader.parse(path, () => parseAttachConfiguration({ ...rest, ...input, resourceId }), MEMBER_OF);
}

/** What the cluster of a compute is prepared for; null where nothing is asked for. */
function parseTarget(
  reader: DocumentReader,
  path: FleetPath,
  { configuration, shared }: { readonly configuration: AttachConfiguration; readonly shared: SharedMembers },
): PrepareTargetInput | null {
  const { prepare } = shared;
  if (prepare === null || prepare === 'off') return null;
  const { resourceId, namespace } = configuration;
  return reader.parse([...path, 'prepare'], () => {
    const target = { ...prepare, resourceId, namespace };
    parsePrepareTarget(target);
    return target;
  });
}
