import { KnownSecrets } from '../domain/known-secrets.js';
import { refuse } from '../domain/preparing/input.js';
import type { Announce } from '../domain/preparing/preparation-write.js';
import type { PrepareTarget } from '../domain/preparing/prepare-target.js';
import type { InClusterUse, StepId } from '../domain/preparing/step.js';
import { readFact } from '../service/read-fact.js';
import type { ComputeService } from '../service/service.js';
import { decodeWorkspace } from '../wire/decode-workspace.js';
import { requireClusterFacts } from './facts/read-cluster-facts.js';
import { Rights } from './facts/rights.js';
import { onceOutlook } from './steps/extension/install-outlook.js';
import { readNodesOnce } from './steps/read-nodes-once.js';
import type { PreparationContext } from './steps/step-definition.js';

/** How a preparation is opened. */
export interface OpenOptions {
  readonly inCluster?: InClusterUse | undefined;
  readonly named?: ReadonlySet<StepId> | undefined;
  readonly announce?: Announce | undefined;
  /** @default those of the target */
  readonly secrets?: KnownSecrets | undefined;
  readonly signal?: AbortSignal | undefined;
}

const USES: readonly InClusterUse[] = ['off', 'read', 'write'];

/**
 * Reads what all steps share.
 * @throws InvalidInputError; NotFoundError when there is no such cluster; the typed error of a refusal to read it.
 */
export async function openPreparation(
  service: ComputeService,
  target: PrepareTarget,
  options: OpenOptions,
): Promise<PreparationContext> {
  const { inCluster = 'off', named = new Set(), announce = async () => {}, signal } = options;
  if (!USES.includes(inCluster))
    refuse('inCluster', { rule: `must be one of ${USES.join(', ')}`, example: 'read' });
  const [facts, workspace] = await Promise.all([
    requireClusterFacts(service, target.resourceId, signal),
    readFact(service, workspaceUrl(service), { decode: decodeWorkspace, signal }),
  ]);
  const looking = { service, target, facts, inCluster, announce, signal };
  const shared = { ...looking, nodes: readNodesOnce(looking) };
  const outlook = onceOutlook(shared);
  const secrets = options.secrets ?? secretsOf(target);
  const rights = new Rights(service, signal);
  return { ...shared, workspace, rights, secrets, outlook, named, settled: new Set() };
}

/** What a target holds that nothing may show. */
export function secretsOf({ extension }: PrepareTarget): KnownSecrets {
  return new KnownSecrets(Object.values(extension.protectedSettings));
}

function workspaceUrl({ endpoint, workspace }: ComputeService): string {
  return `${endpoint}${workspace.id}?api-version=${workspace.apiVersion}`;
}
