import { DEFAULT_NAMESPACE } from '../domain/ids/namespace.js';
import { isRecord } from '../domain/json.js';
import { DocumentReader, isGiven } from './document-reader.js';
import { type Fleet, type FleetCompute, MAX_FLEET_COMPUTES } from './fleet.js';
import { type FleetPath, type FleetProblem, InvalidFleetError, showPath } from './fleet-problem.js';
import { parseFleetCompute } from './parse-compute.js';
import { parseShared, SHARED_MEMBERS, type SharedMembers } from './parse-shared.js';

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads a fleet from the value of a YAML or JSON document, or from a list of such values, whose computes add up. A
 * document is a fleet (`computes:` with `workspace` and `defaults` for all of them), or one compute in the form of Azure's
 * own compute files (`type: kubernetes`). Whatever Azure's command line reads and Azure takes is read with the same
 * meaning; what Azure would refuse later is refused at once.
 *
 * @throws InvalidFleetError with all problems and their places.
 */
export function parseFleet(value: unknown): Fleet {
  const reader = new DocumentReader();
  const documents: readonly unknown[] = Array.isArray(value) ? value : [value];
  const computes = documents.flatMap((document, index) =>
    parseDocument(reader, Array.isArray(value) ? [index] : [], document),
  );
  refuseTooMany(reader, computes);
  refuseRepeated(reader, computes);
  noteShared(reader, computes);
  const [first, ...rest] = reader.problems;
  if (first !== undefined)
    throw new InvalidFleetError([first, ...rest] satisfies [FleetProblem, ...FleetProblem[]]);
  return { computes, notes: reader.notes };
}

function parseDocument(reader: DocumentReader, path: FleetPath, value: unknown): readonly FleetCompute[] {
  if (isRecord(value) && isGiven(value, 'computes')) return parseComputes(reader, path, value);
  if (isRecord(value) && isGiven(value, 'type')) {
    const compute = parseFleetCompute(reader, path, { value, defaults: null });
    return compute === null ? [] : [compute];
  }
  reader.refuse(path, {
    rule: 'is neither a fleet, which has computes, nor a compute, which has a type',
    example: 'type: kubernetes',
  });
  return [];
}

function parseComputes(reader: DocumentReader, path: FleetPath, value: Members): readonly FleetCompute[] {
  const members = reader.members(path, value, ['$schema', 'workspace', 'defaults', 'computes']);
  if (members === null) return [];
  const { computes } = members;
  const place = [...path, 'computes'];
  if (!Array.isArray(computes)) {
    reader.refuse(place, { rule: 'must be a list of computes', example: '- name: gpu' });
    return [];
  }
  const defaults = parseDefaults(reader, path, members);
  return computes
    .slice(0, MAX_FLEET_COMPUTES + 1)
    .map((compute: unknown, index) =>
      parseFleetCompute(reader, [...place, index], { value: compute, defaults }),
    )
    .filter((compute) => compute !== null);
}

/** `workspace` stands beside `defaults`, because it says where the fleet is, not what a compute is. */
function parseDefaults(reader: DocumentReader, path: FleetPath, members: Members): SharedMembers {
  const place = [...path, 'defaults'];
  const known = SHARED_MEMBERS.filter((name) => name !== 'workspace');
  const defaults = isGiven(members, 'defaults')
    ? parseShared(reader, place, reader.members(place, members['defaults'], known) ?? {})
    : parseShared(reader, place, {});
  const { workspace } = members;
  return { ...defaults, ...parseWorkspaceOf(reader, path, workspace) };
}

function parseWorkspaceOf(
  reader: DocumentReader,
  path: FleetPath,
  workspace: unknown,
): Pick<SharedMembers, 'workspaceId'> {
  const { workspaceId } = parseShared(reader, path, workspace === undefined ? {} : { workspace });
  return { workspaceId };
}

function refuseTooMany(reader: DocumentReader, computes: readonly FleetCompute[]): void {
  const first = computes[MAX_FLEET_COMPUTES];
  if (first === undefined) return;
  reader.refuse(first.path, {
    rule: `is one compute too many: a fleet has at most ${MAX_FLEET_COMPUTES}`,
    example: 'several fleets, one after the other',
  });
}

/** Two computes in one namespace of a cluster work, and share more than most people expect. Noted once a namespace. */
function noteShared(reader: DocumentReader, computes: readonly FleetCompute[]): void {
  const places = new Map<string, FleetPath | 'noted'>();
  for (const { path, wanted } of computes) {
    if (wanted.state === 'absent') continue;
    const { resourceId, namespace } = wanted.configuration;
    const key = `${resourceId} ${namespace ?? DEFAULT_NAMESPACE}`.toLowerCase();
    const earlier = places.get(key);
    if (earlier === undefined) places.set(key, path);
    if (earlier === undefined || earlier === 'noted') continue;
    places.set(key, 'noted');
    reader.note(
      path,
      `shares namespace ${namespace ?? DEFAULT_NAMESPACE} of its cluster with ${showPath(earlier)}: their jobs, secrets and quota are open to each other`,
    );
  }
}

function refuseRepeated(reader: DocumentReader, computes: readonly FleetCompute[]): void {
  const places = new Map<string, FleetPath>();
  for (const { path, workspaceId, name } of computes) {
    const key = `${workspaceId ?? ''}/${name}`.toLowerCase();
    const earlier = places.get(key);
    if (earlier === undefined) places.set(key, path);
    else
      reader.refuse([...path, 'name'], {
        rule: `stands twice in this workspace, first at ${showPath(earlier)}`,
        example: 'another name',
      });
  }
}
