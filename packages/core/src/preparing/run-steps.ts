import type { PreparationRun } from './preparation-run.js';
import { runStep } from './run-step.js';
import { extensionStep } from './steps/extension/extension.js';
import { instanceTypesStep } from './steps/instance-types.js';
import { namespaceStep } from './steps/namespace.js';
import type { PreparationStep } from './steps/preparation-step.js';
import { providersStep } from './steps/providers.js';
import { relayStep } from './steps/relay.js';
import { rolesStep } from './steps/roles.js';
import type { PreparationContext, StepDefinition } from './steps/step-definition.js';
import { trustedAccessStep } from './steps/trusted-access.js';
import { together } from './together.js';

/**
 * Carries the steps out in the order of their dependence: providers, then the Relay, then the extension; beside them
 * trusted access, and on AKS the roles; then the namespace, and at last the instance types, which the extension brings.
 */
export async function runSteps(
  context: PreparationContext,
  run: PreparationRun,
): Promise<readonly PreparationStep[]> {
  const isArc = context.facts.cluster.kind === 'arc';
  const [chain, trusted, rolesBeside] = await together<
    readonly [readonly PreparationStep[], PreparationStep, PreparationStep | null]
  >(context.signal, (signal) => {
    const own = { ...context, signal };
    return [
      runChain([providersStep, relayStep, extensionStep], own, run),
      runStep(trustedAccessStep, own, run),
      isArc ? Promise.resolve(null) : runStep(rolesStep, own, run),
    ];
  });
  const roles = rolesBeside ?? (await runStep(rolesStep, context, run));
  const namespace = await runStep(namespaceStep, context, run);
  const isInstalled = chain.every(({ state }) => state === 'done');
  const instanceTypes = await (isInstalled ? runStep : lookAt)(instanceTypesStep, context, run);
  return [...chain, trusted, roles, namespace, instanceTypes];
}

/** Each step needs the one before it; after one that is not through, the others are only looked at. */
async function runChain(
  definitions: readonly StepDefinition[],
  context: PreparationContext,
  run: PreparationRun,
): Promise<readonly PreparationStep[]> {
  const steps: PreparationStep[] = [];
  for (const definition of definitions) {
    const isReady = steps.every(isThrough);
    steps.push(await (isReady ? runStep : lookAt)(definition, context, run));
  }
  return steps;
}

/** What could not be seen is no reason to stop: the next step tells when it matters. */
function isThrough({ state }: PreparationStep): boolean {
  return state === 'done' || state === 'unknown';
}

async function lookAt(
  { examine }: StepDefinition,
  context: PreparationContext,
  run: PreparationRun,
): Promise<PreparationStep> {
  const { step } = await examine(context);
  run.reportStep(step);
  return step;
}
