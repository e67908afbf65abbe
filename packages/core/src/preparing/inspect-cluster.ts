import { parseClusterId } from '../domain/ids/resource-ids.js';
import {
  type ClusterEvidence,
  type CommandRefusal,
  EVIDENCE_PARTS,
  type EvidencePart,
  type Section,
} from '../domain/preparing/cluster-evidence.js';
import { refuse } from '../domain/preparing/input.js';
import type { ComputeService } from '../service/service.js';
import { requireClusterFacts } from './facts/read-cluster-facts.js';
import { type OpenedRunner, openRunner } from './in-cluster/open-runner.js';
import {
  readEvents,
  readHealth,
  readInstanceTypes,
  readNamespaces,
  readNodes,
  readPods,
  readReleases,
} from './in-cluster/read-sections.js';
import type { CommandRunner } from './in-cluster/run-command.js';

/** How to inspect a cluster. */
export interface InspectOptions {
  /** What to look at. @default everything */
  readonly include?: readonly EvidencePart[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Takes evidence from inside an AKS cluster. Each part is a command in a pod that lives for some seconds; they run one
 * after the other, so that a small cluster has room for them. A part that is refused hides no other, unless the reason
 * holds for all.
 *
 * @throws InvalidInputError before any request; NotFoundError when there is no such cluster; the typed error of a
 * refusal to read it; CredentialError; the signal's reason.
 */
export async function inspectCluster(
  service: ComputeService,
  resourceId: string,
  { include, signal }: InspectOptions = {},
): Promise<ClusterEvidence> {
  const id = parseClusterId(resourceId);
  const parts = parseParts(include);
  const facts = await requireClusterFacts(service, id, signal);
  const opened = await openRunner(service, facts, signal);
  const sections = new Sections(opened, parts);
  return {
    resourceId: id,
    takenAt: new Date(service.workspace.clock.now()).toISOString(),
    namespaces: await sections.read('namespaces', readNamespaces),
    pods: await sections.read('pods', readPods),
    health: await sections.read('health', readHealth),
    releases: await sections.read('health', readReleases),
    instanceTypes: await sections.read('instance-types', readInstanceTypes),
    nodes: await sections.read('nodes', readNodes),
    events: await sections.read('events', readEvents),
  };
}

function parseParts(include: readonly EvidencePart[] = EVIDENCE_PARTS): readonly EvidencePart[] {
  const isKnown =
    Array.isArray(include) && include.length > 0 && include.every((part) => EVIDENCE_PARTS.includes(part));
  return isKnown
    ? include
    : refuse('include', {
        rule: `must be a list of ${EVIDENCE_PARTS.join(', ')}`,
        example: "['pods', 'health']",
      });
}

/** Reads what was asked for, one after the other, until a refusal holds for all that is left. */
class Sections {
  readonly #opened: OpenedRunner;
  readonly #parts: readonly EvidencePart[];
  #refusal: CommandRefusal | null = null;

  constructor(opened: OpenedRunner, parts: readonly EvidencePart[]) {
    this.#opened = opened;
    this.#parts = parts;
  }

  async read<T>(
    part: EvidencePart,
    run: (runner: CommandRunner) => Promise<Section<T>>,
  ): Promise<Section<T>> {
    if (!this.#parts.includes(part)) return { kind: 'not-asked' };
    if (this.#opened.kind === 'refused') return this.#opened;
    if (this.#refusal !== null) return { kind: 'refused', refusal: this.#refusal };
    const section = await run(this.#opened.runner);
    if (section.kind === 'refused' && HOLD_FOR_ALL.includes(section.refusal.reason))
      this.#refusal = section.refusal;
    return section;
  }
}

const HOLD_FOR_ALL: readonly CommandRefusal['reason'][] = [
  'disabled',
  'forbidden',
  'policy',
  'not-started',
  'not-run',
  'throttled',
  'no-time-left',
];
