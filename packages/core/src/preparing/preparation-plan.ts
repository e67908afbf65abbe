import { CLOUDS } from '../domain/cloud.js';
import type { ClusterId, WorkspaceId } from '../domain/ids/resource-ids.js';
import { hexDigest } from '../domain/preparing/hex-digest.js';
import { type PrepareTargetInput, parsePrepareTarget } from '../domain/preparing/prepare-target.js';
import type { InClusterUse } from '../domain/preparing/step.js';
import type { ComputeService } from '../service/service.js';
import { hideInStep } from './hide-in-step.js';
import { openPreparation } from './open-preparation.js';
import { extensionStep } from './steps/extension/extension.js';
import { instanceTypesStep } from './steps/instance-types.js';
import { namespaceStep } from './steps/namespace.js';
import type { PreparationStep } from './steps/preparation-step.js';
import { providersStep } from './steps/providers.js';
import { relayStep } from './steps/relay.js';
import { rolesStep } from './steps/roles.js';
import type { PreparationContext, StepDefinition } from './steps/step-definition.js';
import { trustedAccessStep } from './steps/trusted-access.js';

/** Every step, in the order of their dependence. */
const STEPS: readonly StepDefinition[] = [
  providersStep,
  relayStep,
  extensionStep,
  trustedAccessStep,
  rolesStep,
  namespaceStep,
  instanceTypesStep,
];

/** What a cluster lacks for Azure Machine Learning, and what preparing it would change. */
export interface PreparationPlan {
  readonly resourceId: ClusterId;
  readonly workspaceId: WorkspaceId;
  /** Every step, in the order of their dependence. */
  readonly steps: readonly PreparationStep[];
  readonly warnings: readonly string[];
  /** The same for the same cluster, workspace and changes that are to be made; SHA-256 as hex digits. */
  readonly fingerprint: string;
}

/** How to plan a preparation. */
export interface PlanPreparationOptions {
  /** Whether commands may look into the cluster. @default 'off' */
  readonly inCluster?: InClusterUse | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Compares a cluster with a target, and changes nothing. Commands are run in the cluster only with `inCluster`.
 *
 * @throws InvalidInputError before any request; NotFoundError when there is no such cluster; the typed error of a
 * refusal to read it; CredentialError; the signal's reason.
 */
export async function planPreparation(
  service: ComputeService,
  target: PrepareTargetInput,
  { inCluster, signal }: PlanPreparationOptions = {},
): Promise<PreparationPlan> {
  const wanted = parsePrepareTarget(target);
  const context = await openPreparation(service, wanted, { inCluster, signal });
  const steps = await Promise.all(STEPS.map(async ({ examine }) => (await examine(context)).step));
  return planOf(context, steps);
}

/** The plan that steps make together. */
export async function planOf(
  { service, target, secrets }: PreparationContext,
  steps: readonly PreparationStep[],
): Promise<PreparationPlan> {
  const { workspace } = service;
  const changes = steps.filter(({ state }) => state === 'needed').flatMap((step) => step.changes);
  const text = [
    target.resourceId.toLowerCase(),
    workspace.id.toLowerCase(),
    ...changes.map(({ id }) => id).sort(),
  ];
  return {
    resourceId: target.resourceId,
    workspaceId: workspace.id,
    steps: steps.map((step) => hideInStep(step, secrets)),
    warnings:
      workspace.cloud.resourceManager === CLOUDS.public.resourceManager
        ? []
        : warningsFor(workspace.cloud.authority),
    fingerprint: await hexDigest('SHA-256', JSON.stringify(text)),
  };
}

/** Everything here was observed in the public cloud. */
function warningsFor(authority: string): string[] {
  const isSovereign = [CLOUDS.usgov, CLOUDS.china].some((cloud) => cloud.authority === authority);
  return isSovereign ? ['preparing is not proven in this cloud'] : [];
}
