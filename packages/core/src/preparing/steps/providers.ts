import { shellLine } from '../../domain/commands/shell-line.js';
import type { Fact } from '../../domain/fact.js';
import { subscriptionOf } from '../../domain/ids/resource-ids.js';
import { needsRelay } from '../../domain/preparing/install-settings.js';
import { API_VERSIONS } from '../../wire/api-versions.js';
import { decodeProvider, type ResourceProvider } from '../../wire/providers/decode-provider.js';
import { installFactsOf } from '../facts/install-facts.js';
import { readResource } from '../facts/read-resource.js';
import { type StepFrame, stepOf } from './preparation-step.js';
import { requireRights } from './require-rights.js';
import {
  type ExaminedStep,
  examined,
  type PreparationContext,
  type StepDefinition,
} from './step-definition.js';
import type { RequestWrite } from './step-write.js';

const PACE = { minDelayMs: 1_000, maxDelayMs: 15_000, growth: 2 };

/** The subscription has registered every resource provider that the other steps need. */
export const providersStep: StepDefinition = { id: 'providers', examine, pace: PACE, withinMs: 10 * 60_000 };

interface ProviderState {
  readonly namespace: string;
  readonly provider: Fact<ResourceProvider>;
}

async function examine(context: PreparationContext): Promise<ExaminedStep> {
  const subscription = `/subscriptions/${subscriptionOf(context.target.resourceId)}`;
  const states = await Promise.all(
    namespacesFor(context).map(async (namespace): Promise<ProviderState> => {
      const id = `${subscription}/providers/${namespace}`;
      const provider = await readResource(context, {
        id,
        apiVersion: API_VERSIONS.resources,
        decode: decodeProvider,
      });
      return { namespace, provider };
    }),
  );
  return requireRights(context.rights, compare(context, subscription, states));
}

function namespacesFor({ target, facts, workspace }: PreparationContext): string[] {
  const isAks = facts.cluster.kind === 'aks';
  const hasUserIdentity = workspace.kind === 'read' && workspace.value.identity.kind === 'user';
  return [
    'Microsoft.KubernetesConfiguration',
    isAks ? 'Microsoft.ContainerService' : 'Microsoft.Kubernetes',
    'Microsoft.MachineLearningServices',
    ...(needsRelay(installFactsOf(facts), target.extension) ? ['Microsoft.Relay'] : []),
    ...(hasUserIdentity ? ['Microsoft.ManagedIdentity'] : []),
  ];
}

function compare(
  { service, target }: PreparationContext,
  subscription: string,
  states: readonly ProviderState[],
): ExaminedStep {
  const missing = states.filter(({ provider }) => isUnregistered(provider)).map(({ namespace }) => namespace);
  const frame = frameOf(subscription, missing);
  const details = {
    command: missing.map((namespace) => registerLine(namespace, subscription)).join('\n') || null,
    changes: missing.map((namespace) => ({
      id: `providers/register/${namespace}`,
      summary: `register ${namespace} in the subscription`,
      danger: null,
    })),
  };
  const [next] = missing;
  if (next !== undefined) {
    const summary = `the subscription has not registered ${missing.join(', ')}`;
    if (target.registerProviders)
      return examined(
        stepOf(frame, 'needed', summary, details),
        registration(service.endpoint, subscription, next),
      );
    return examined(
      stepOf(frame, 'by-hand', summary, {
        ...details,
        fix: 'Run the command, or ask to have providers registered',
      }),
    );
  }
  const busy = states.filter(({ provider }) => isChanging(provider)).map(({ namespace }) => namespace);
  if (busy.length > 0) return examined(stepOf(frame, 'under-way', `${busy.join(', ')} is being registered`));
  const unseen = states.filter(({ provider }) => provider.kind !== 'read');
  if (unseen.length > 0) return unseenStep(frame, unseen);
  return examined(stepOf(frame, 'done', 'every resource provider is registered'));
}

function unseenStep(frame: StepFrame, unseen: readonly ProviderState[]): ExaminedStep {
  const names = unseen.map(({ namespace }) => namespace).join(', ');
  const step = stepOf(frame, 'unknown', `the registration of ${names} could not be seen`, { fix: UNSEEN });
  return { step, write: null, isPassing: unseen.some(({ provider }) => provider.kind === 'unreadable') };
}

const UNSEEN = 'Let the caller read the subscription; the steps that need a provider tell when it is missing';

function frameOf(subscription: string, missing: readonly string[]): StepFrame {
  return {
    id: 'providers',
    heals: ['extension'],
    needs: missing.map((namespace) => ({ action: `${namespace}/register/action`, scope: subscription })),
    undo: 'Leave providers registered: others in the subscription may need them',
    minutes: 5,
    source: 'Azure Resource Manager documentation, resource providers and types',
  };
}

function registerLine(namespace: string, subscription: string): string {
  const id = subscription.slice('/subscriptions/'.length);
  return shellLine('az provider register', { namespace, subscription: id });
}

function registration(endpoint: string, subscription: string, namespace: string): RequestWrite {
  const target = `${subscription}/providers/${namespace}`;
  return {
    kind: 'request',
    write: {
      step: 'providers',
      action: 'register',
      target,
      summary: `register ${namespace}`,
      changes: [`providers/register/${namespace}`],
    },
    method: 'POST',
    url: `${endpoint}${target}/register?api-version=${API_VERSIONS.resources}`,
    body: async () => undefined,
    needs: [{ action: `${namespace}/register/action`, scope: subscription }],
    pace: PACE,
  };
}

function isUnregistered(provider: Fact<ResourceProvider>): boolean {
  return (
    provider.kind === 'read' && ['notregistered', 'unregistered'].includes(provider.value.registrationState)
  );
}

function isChanging(provider: Fact<ResourceProvider>): boolean {
  return (
    provider.kind === 'read' && !isUnregistered(provider) && provider.value.registrationState !== 'registered'
  );
}
