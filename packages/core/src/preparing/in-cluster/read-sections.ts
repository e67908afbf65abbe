import type { ClusterEvidence, Section } from '../../domain/preparing/cluster-evidence.js';
import { decodeEvents } from '../../wire/commands/decode-events.js';
import { decodeHealth } from '../../wire/commands/decode-health.js';
import { decodeInstanceTypes } from '../../wire/commands/decode-instance-types.js';
import { decodeNamespaces } from '../../wire/commands/decode-namespaces.js';
import { decodeNodes } from '../../wire/commands/decode-nodes.js';
import { decodePods } from '../../wire/commands/decode-pods.js';
import { decodeReleases } from '../../wire/commands/decode-releases.js';
import { READ_COMMANDS } from './command-text.js';
import { refusalFor, refusalOfOutput } from './refusals.js';
import { type CommandRunner, runCommand } from './run-command.js';

/** Runs a command and reads its output; null from `decode` means that the output has an unknown form. */
async function readSection<T>(
  runner: CommandRunner,
  command: string,
  decode: (output: string) => T | null,
): Promise<Section<T>> {
  const outcome = await runCommand(runner, command);
  if (outcome.kind === 'refused') return outcome;
  if (outcome.exitCode !== 0) return { kind: 'refused', refusal: refusalOfOutput(outcome.output) };
  const value = decode(outcome.output);
  return value === null ? { kind: 'refused', refusal: refusalFor('unreadable') } : { kind: 'read', value };
}

/** The namespaces of the cluster. */
export function readNamespaces(runner: CommandRunner): Promise<ClusterEvidence['namespaces']> {
  return readSection(runner, READ_COMMANDS.namespaces, decodeNamespaces);
}

/** The extension's pods. */
export function readPods(runner: CommandRunner): Promise<ClusterEvidence['pods']> {
  return readSection(runner, READ_COMMANDS.pods, decodePods);
}

/** The extension's health report. */
export async function readHealth(runner: CommandRunner): Promise<ClusterEvidence['health']> {
  const section = await readSection(runner, READ_COMMANDS.health, decodeHealth);
  if (section.kind !== 'read') return section;
  return { kind: 'read', value: section.value === 'absent' ? null : section.value };
}

/** The Helm releases of the extension's namespace. */
export function readReleases(runner: CommandRunner): Promise<ClusterEvidence['releases']> {
  return readSection(runner, READ_COMMANDS.releases, decodeReleases);
}

/** The nodes of the cluster. */
export function readNodes(runner: CommandRunner): Promise<ClusterEvidence['nodes']> {
  return readSection(runner, READ_COMMANDS.nodes, decodeNodes);
}

/** The warnings of the extension's namespace. */
export function readEvents(runner: CommandRunner): Promise<ClusterEvidence['events']> {
  return readSection(runner, READ_COMMANDS.events, decodeEvents);
}

/** The instance types; a value of null means that the extension has not brought the custom resource yet. */
export async function readInstanceTypes(runner: CommandRunner): Promise<ClusterEvidence['instanceTypes']> {
  const section = await readSection(runner, READ_COMMANDS.instanceTypes, decodeInstanceTypes);
  if (section.kind !== 'refused') return section;
  const isMissing = /the server doesn't have a resource type/i.test(section.refusal.untrusted ?? '');
  return isMissing ? { kind: 'read', value: null } : section;
}
