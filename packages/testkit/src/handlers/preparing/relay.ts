import { isJsonObject, type Json, type JsonObject } from '../../json.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import { invalidRequestContent, parentNotFound, resourceNotFound } from '../../refusals/arm-refusals.js';
import { badRequest } from '../../refusals/compute-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { refuseStrangers } from '../../service/refuse-strangers.js';
import { guidFrom } from '../../world/guid-source.js';
import type { HybridConnectionRecord, RelayRecord, RelayRuleRecord } from '../../world/preparing-records.js';
import { groupId, idKey } from '../../world/resource-id.js';
import { requireRegistered } from './provider.js';

const TYPE = 'Microsoft.Relay/namespaces';
const RIGHTS = ['Manage', 'Send', 'Listen'];
const COMPACT = { indent: 0 } as const;
const PUT_STATUS = { ok: 200, created: 201, accepted: 202 } as const;

/** Regions by name, as Relay spells them (recorded); others are given back as they came. */
const DISPLAY_NAMES: Readonly<Record<string, string>> = {
  eastus: 'East US',
  westus2: 'West US 2',
  westeurope: 'West Europe',
  northeurope: 'North Europe',
};

/** A Relay namespace: `Created` and `Activating` until it is ready (recorded). */
export function getRelay(call: ArmCall, service: ServiceContext): Answer {
  return answerJson(relayBody(findRelay(call, service), call.now), COMPACT);
}

/** Creates a Relay namespace: 200 without an operation (recorded); one that is there stays as it is. */
export function putRelay(call: ArmCall, service: ServiceContext): Answer {
  const place = { subscriptionId: param(call, 'subscription'), resourceGroup: param(call, 'group') };
  requireRegistered(call, service, { ...place, namespace: 'Microsoft.Relay' });
  const name = param(call, 'relay');
  if (!/^[a-z][a-z0-9-]{4,48}[a-z0-9]$/i.test(name))
    throw badRequest(`'${name}' has not 6 to 50 letters and digits, a letter first.`, 'name');
  const body = bodyOf(call.body, ['location', 'tags', 'sku', 'properties']);
  const id = relayId(call);
  const current = service.world.relays.get(idKey(id));
  const relay: RelayRecord = current ?? {
    ...place,
    id,
    name,
    location: typeof body['location'] === 'string' ? body['location'] : 'eastus',
    tags: textsOf(body['tags']),
    createdAt: call.now,
    durationMs: call.plan.durationMs ?? service.provisioning.prepareMs,
  };
  service.world.addRelay(relay);
  return answerJson(relayBody(relay, call.now), { ...COMPACT, status: PUT_STATUS[service.modes.relayPut] });
}

/** A hybrid connection of a Relay namespace (recorded). */
export function getHybridConnection(call: ArmCall, service: ServiceContext): Answer {
  const { connection, relay } = findConnection(call, service);
  return answerJson(connectionBody(connection, relay, true), COMPACT);
}

/** Creates a hybrid connection: 200; over one that is there the dates are those of year one (recorded). */
export function putHybridConnection(call: ArmCall, service: ServiceContext): Answer {
  const relay = findRelay(call, service);
  const { properties } = bodyOf(call.body, ['properties']);
  const asked = isJsonObject(properties) ? properties['requiresClientAuthorization'] : undefined;
  const id = `${relay.id}/hybridConnections/${param(call, 'connection')}`;
  const isNew = !service.world.hybridConnections.has(idKey(id));
  const connection: HybridConnectionRecord = {
    id,
    relayId: relay.id,
    name: param(call, 'connection'),
    requiresClientAuthorization: asked !== false,
    createdAt: call.now,
  };
  if (isNew) service.world.hybridConnections.set(idKey(id), connection);
  return answerJson(connectionBody(connection, relay, isNew), COMPACT);
}

/** An authorization rule of a hybrid connection (recorded). */
export function getRelayRule(call: ArmCall, service: ServiceContext): Answer {
  const { rule, relay } = findRule(call, service);
  return answerJson(ruleBody(rule, relay), COMPACT);
}

/** Creates an authorization rule: 200, its rights given back (recorded). */
export function putRelayRule(call: ArmCall, service: ServiceContext): Answer {
  const { connection, relay } = findConnection(call, service);
  const { properties } = bodyOf(call.body, ['properties']);
  const rights = isJsonObject(properties) ? properties['rights'] : undefined;
  const texts = Array.isArray(rights) ? rights.filter((right) => typeof right === 'string') : [];
  if (texts.length === 0 || texts.some((right) => !RIGHTS.includes(right)))
    throw badRequest(`rights must be some of ${RIGHTS.join(', ')}.`, 'rights');
  const id = `${connection.id}/authorizationRules/${param(call, 'rule')}`;
  const rule: RelayRuleRecord = {
    id,
    connectionId: connection.id,
    name: param(call, 'rule'),
    rights: texts,
    keySource: service.world.relayRules.get(idKey(id))?.keySource ?? service.guids.next(),
  };
  service.world.relayRules.set(idKey(id), rule);
  return answerJson(ruleBody(rule, relay), COMPACT);
}

/** The keys of a rule, with their connection strings (recorded). */
export function listRelayKeys(call: ArmCall, service: ServiceContext): Answer {
  const { rule, connection, relay } = findRule(call, service);
  const [primaryKey, secondaryKey] = ['primary', 'secondary'].map((which) =>
    keyOf(`${which}${rule.keySource}`),
  );
  const text = (key = ''): string =>
    `Endpoint=sb://${relay.name}.servicebus.windows.net/;SharedAccessKeyName=${rule.name};SharedAccessKey=${key};EntityPath=${connection.name}`;
  return answerJson(
    {
      primaryConnectionString: text(primaryKey),
      secondaryConnectionString: text(secondaryKey),
      primaryKey: primaryKey ?? '',
      secondaryKey: secondaryKey ?? '',
      keyName: rule.name,
    },
    COMPACT,
  );
}

/** Forty-four characters of base64 (recorded). */
function keyOf(source: string): string {
  return `${btoa(`${guidFrom(source)}${guidFrom(`${source}2`)}`).slice(0, 43)}=`;
}

function relayId(call: ArmCall): string {
  const place = { subscriptionId: param(call, 'subscription'), resourceGroup: param(call, 'group') };
  return `${groupId(place)}/providers/${TYPE}/${param(call, 'relay')}`;
}

function findRelay(call: ArmCall, { world }: ServiceContext): RelayRecord {
  const relay = world.relays.get(idKey(relayId(call)));
  if (relay !== undefined) return relay;
  throw call.params['connection'] === undefined
    ? resourceNotFound(TYPE, param(call, 'relay'))
    : parentNotFound(TYPE, param(call, 'relay'));
}

function findConnection(call: ArmCall, service: ServiceContext) {
  const relay = findRelay(call, service);
  const id = `${relay.id}/hybridConnections/${param(call, 'connection')}`;
  const connection = service.world.hybridConnections.get(idKey(id));
  if (connection === undefined)
    throw resourceNotFound(`${TYPE}/hybridConnections`, param(call, 'connection'));
  return { relay, connection };
}

function findRule(call: ArmCall, service: ServiceContext) {
  const { relay, connection } = findConnection(call, service);
  const rule = service.world.relayRules.get(
    idKey(`${connection.id}/authorizationRules/${param(call, 'rule')}`),
  );
  if (rule === undefined)
    throw resourceNotFound(`${TYPE}/hybridConnections/authorizationRules`, param(call, 'rule'));
  return { relay, connection, rule };
}

function bodyOf(body: Json | undefined, known: readonly string[]): JsonObject {
  if (!isJsonObject(body)) throw invalidRequestContent('a JSON object is expected');
  refuseStrangers(body, ['id', 'name', 'type', ...known], '');
  return body;
}

function textsOf(value: Json | undefined): Readonly<Record<string, string>> {
  const entries = Object.entries(isJsonObject(value) ? value : {});
  return Object.fromEntries(entries.map(([name, text]): [string, string] => [name, String(text)]));
}

function relayBody(relay: RelayRecord, now: number): JsonObject {
  const isReady = now >= relay.createdAt + relay.durationMs;
  const createdAt = new Date(relay.createdAt).toISOString();
  return {
    sku: { name: 'Standard', tier: 'Standard' },
    id: relay.id,
    name: relay.name,
    type: 'Microsoft.Relay/Namespaces',
    location: displayName(relay),
    tags: { ...relay.tags },
    properties: {
      provisioningState: isReady ? 'Succeeded' : 'Created',
      metricId: `${relay.subscriptionId}:${relay.name}`,
      createdAt,
      updatedAt: isReady ? new Date(relay.createdAt + relay.durationMs).toISOString() : createdAt,
      serviceBusEndpoint: `https://${relay.name}.servicebus.windows.net:443/`,
      status: isReady ? 'Active' : 'Activating',
    },
  };
}

function displayName({ location }: RelayRecord): string {
  return DISPLAY_NAMES[location.toLowerCase()] ?? location;
}

function connectionBody(
  connection: HybridConnectionRecord,
  relay: RelayRecord,
  isDated: boolean,
): JsonObject {
  const at = isDated ? new Date(connection.createdAt).toISOString() : '0001-01-01T00:00:00';
  return {
    id: connection.id,
    name: connection.name,
    type: 'Microsoft.Relay/Namespaces/HybridConnections',
    location: displayName(relay),
    properties: {
      createdAt: at,
      updatedAt: at,
      listenerCount: 0,
      requiresClientAuthorization: connection.requiresClientAuthorization,
    },
  };
}

function ruleBody(rule: RelayRuleRecord, relay: RelayRecord): JsonObject {
  return {
    id: rule.id,
    name: rule.name,
    type: 'Microsoft.Relay/Namespaces/HybridConnections/AuthorizationRules',
    location: displayName(relay),
    properties: { rights: [...rule.rights] },
  };
}
