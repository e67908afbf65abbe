import { shellLine } from '../../domain/commands/shell-line.js';
import type { Fact } from '../../domain/fact.js';
import { needsRelay } from '../../domain/preparing/install-settings.js';
import { isRelayNamespace, relayNamesOf } from '../../domain/preparing/relay-names.js';
import { API_VERSIONS } from '../../wire/api-versions.js';
import {
  decodeRelayNamespace,
  decodeResourceId,
  type RelayNamespace,
} from '../../wire/relay/decode-relay.js';
import {
  encodeAuthorizationRule,
  encodeHybridConnection,
  encodeRelayNamespace,
} from '../../wire/relay/encode-relay.js';
import { installFactsOf } from '../facts/install-facts.js';
import { installedAmong, readExtensions } from '../facts/read-extensions.js';
import { readResource } from '../facts/read-resource.js';
import { type RelayIds, relayIdsOf } from '../facts/relay-ids.js';
import { placeOf } from './place-of.js';
import { type PreparationStep, type StepFrame, stepOf } from './preparation-step.js';
import { requireRights } from './require-rights.js';
import {
  type ExaminedStep,
  examined,
  type PreparationContext,
  type StepDefinition,
} from './step-definition.js';
import type { RequestWrite } from './step-write.js';
import { unseen } from './unseen.js';

const PACE = { minDelayMs: 1_000, maxDelayMs: 15_000, growth: 2 };

/** An Arc cluster has the Azure Relay through which its extension is reached. */
export const relayStep: StepDefinition = { id: 'relay', examine, pace: PACE, withinMs: 5 * 60_000 };

/** The three pieces of a Relay, each with the body that makes it. */
type Piece = 'namespace' | 'hybridConnection' | 'rule';

interface RelayFacts {
  readonly namespace: Fact<RelayNamespace>;
  readonly hybridConnection: Fact<string>;
  readonly rule: Fact<string>;
}

async function examine(context: PreparationContext): Promise<ExaminedStep> {
  const { target, facts, service, signal } = context;
  const ids = relayIdsOf(target.resourceId);
  const frame = frameOf(ids, facts.cluster.id);
  if (!needsRelay(installFactsOf(facts), target.extension))
    return examined(
      stepOf(
        frame,
        'done',
        facts.cluster.kind === 'aks' ? 'an AKS cluster needs no Relay' : 'no Relay is asked for',
      ),
    );
  const extensions = await readExtensions(service, target.resourceId, signal);
  const installed = extensions.kind === 'read' ? installedAmong(extensions.value) : null;
  if (installed !== null && !/^(?:failed|canceled)$/i.test(installed.provisioningState ?? ''))
    return examined(stepOf(frame, 'done', 'the extension is installed and keeps the Relay that it has'));
  return requireRights(context.rights, compare(context, frame, await readRelay(context, ids)));
}

async function readRelay(context: PreparationContext, ids: RelayIds): Promise<RelayFacts> {
  const apiVersion = API_VERSIONS.relay;
  const [namespace, hybridConnection, rule] = await Promise.all([
    readResource(context, { id: ids.namespace, apiVersion, decode: decodeRelayNamespace }),
    readResource(context, { id: ids.hybridConnection, apiVersion, decode: decodeResourceId }),
    readResource(context, { id: ids.rule, apiVersion, decode: decodeResourceId }),
  ]);
  return { namespace, hybridConnection, rule };
}

function compare(context: PreparationContext, frame: StepFrame, relay: RelayFacts): ExaminedStep {
  const unread = Object.values(relay).find((fact) => fact.kind === 'forbidden' || fact.kind === 'unreadable');
  if (unread !== undefined && !isUnregistered(unread)) return unseen(frame, unread, RELAY);
  const missing = PIECES.filter((piece) => relay[piece].kind !== 'read');
  if (missing[0] === 'namespace') return startStep(context, frame, missing);
  const state = relay.namespace.kind === 'read' ? relay.namespace.value.provisioningState : '';
  if (state === 'failed' || state === 'canceled') return examined(failedStep(frame));
  if (state !== 'succeeded') return examined(stepOf(frame, 'under-way', 'the Relay namespace is being made'));
  const [next] = missing;
  if (next === undefined) return examined(stepOf(frame, 'done', 'the Relay of the cluster is there'));
  return neededStep(context, frame, missing);
}

const PIECES: readonly Piece[] = ['namespace', 'hybridConnection', 'rule'];

const RELAY = { what: 'the Relay', help: 'Ask for the role Reader on the resource group of the cluster' };

/** Without its provider the whole Relay is missing. */
function isUnregistered(fact: Fact<unknown>): boolean {
  return fact.kind === 'unreadable' && fact.code === 'MissingSubscriptionRegistration';
}

function failedStep(frame: StepFrame): PreparationStep {
  const fix = 'Look at the Relay namespace in the Azure portal; remove it by hand only if nothing uses it';
  return stepOf(frame, 'blocked', 'making the Relay namespace failed', {
    fix,
    failure: {
      cause: 'relay-failed',
      summary: 'the Relay namespace could not be made',
      fix,
      source: frame.source,
    },
  });
}

function startStep(context: PreparationContext, frame: StepFrame, missing: readonly Piece[]): ExaminedStep {
  const { namespace } = relayNamesOf(context.target.resourceId);
  if (isRelayNamespace(namespace)) return neededStep(context, frame, missing);
  return examined(
    stepOf(frame, 'blocked', 'the name of the cluster gives a name that Azure Relay refuses', {
      fix: 'Make a Relay by hand, and give its connection string as the protected setting relayServerConnectionString',
    }),
  );
}

function neededStep(context: PreparationContext, frame: StepFrame, missing: readonly Piece[]): ExaminedStep {
  const [next = 'namespace'] = missing;
  const step = stepOf(frame, 'needed', 'the cluster has no Relay, or only a part of one', {
    changes: missing.map((piece) => ({
      id: `relay/create/${piece}`,
      summary: `create the ${WORDS[piece]}`,
      danger: null,
    })),
    warnings: ['Azure Relay costs money for as long as it exists'],
    command: commandFor(context),
  });
  return examined(step, creation(context, next));
}

const WORDS: Readonly<Record<Piece, string>> = {
  namespace: 'Relay namespace',
  hybridConnection: 'hybrid connection',
  rule: 'authorization rule',
};

function creation({ service, target, facts }: PreparationContext, piece: Piece): RequestWrite {
  const id = relayIdsOf(target.resourceId)[piece];
  return {
    kind: 'request',
    write: {
      step: 'relay',
      action: 'create',
      target: id,
      summary: `create the ${WORDS[piece]}`,
      changes: [`relay/create/${piece}`],
    },
    method: 'PUT',
    url: `${service.endpoint}${id}?api-version=${API_VERSIONS.relay}`,
    body: async () => bodyOf(piece, facts.region),
    needs: [{ action: RIGHTS[piece], scope: groupOf(id) }],
    pace: PACE,
    meaningOf: () => 'refused',
  };
}

function bodyOf(piece: Piece, region: string): unknown {
  switch (piece) {
    case 'namespace':
      return encodeRelayNamespace(region);
    case 'hybridConnection':
      return encodeHybridConnection();
    case 'rule':
      return encodeAuthorizationRule();
  }
}

const RIGHTS: Readonly<Record<Piece, string>> = {
  namespace: 'Microsoft.Relay/namespaces/write',
  hybridConnection: 'Microsoft.Relay/namespaces/hybridConnections/write',
  rule: 'Microsoft.Relay/namespaces/hybridConnections/authorizationRules/write',
};

function groupOf(id: string): string {
  return id.split('/').slice(0, 5).join('/');
}

function frameOf(ids: RelayIds, cluster: string): StepFrame {
  const scope = groupOf(ids.namespace);
  return {
    id: 'relay',
    heals: ['extension'],
    needs: [...Object.values(RIGHTS).map((action) => ({ action, scope })), { action: LIST_KEYS, scope }],
    undo: `Keep the Relay while the extension of ${cluster} is installed; after that: ${shellLine('az relay namespace delete', { ids: ids.namespace })}`,
    minutes: 2,
    source: 'Azure CLI, k8s-extension, AzureMLKubernetes; Azure Relay REST description 2017-04-01',
  };
}

const LIST_KEYS = 'Microsoft.Relay/namespaces/hybridConnections/authorizationRules/listkeys/action';

function commandFor({ target, facts }: PreparationContext): string {
  const { namespace, hybridConnection, rule } = relayNamesOf(target.resourceId);
  const { subscription, group } = placeOf(target.resourceId);
  const place = { subscription, 'resource-group': group };
  const parent = { ...place, 'namespace-name': namespace };
  return [
    shellLine('az relay namespace create', { ...place, name: namespace, location: facts.region }),
    shellLine('az relay hyco create', {
      ...parent,
      name: hybridConnection,
      'requires-client-authorization': 'true',
    }),
    `${shellLine('az relay hyco authorization-rule create', { ...parent, 'hybrid-connection-name': hybridConnection, name: rule })} --rights Manage Send Listen`,
  ].join('\n');
}
