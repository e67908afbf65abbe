import { runInCluster } from '../../cluster-shell/kubectl.js';
import { runShell } from '../../cluster-shell/run-shell.js';
import { isJsonObject } from '../../json.js';
import { type Answer, answerEmpty } from '../../refusals/answer.js';
import type { ArmRefusal } from '../../refusals/arm-refusal.js';
import { invalidRequestContent, resourceNotFound } from '../../refusals/arm-refusals.js';
import { badRequest } from '../../refusals/compute-refusals.js';
import {
  commandDenied,
  commandNotStarted,
  commandsDisabled,
  commandsUnavailable,
} from '../../refusals/preparing-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { refuseStrangers } from '../../service/refuse-strangers.js';
import type { CommandRecord } from '../../world/preparing-records.js';
import type { ClusterRecord } from '../../world/records.js';
import { findAksCluster } from './find-aks-cluster.js';

const AZUREML = 'microsoft.azureml.kubernetes';
const NEVER_MS = Number.MAX_SAFE_INTEGER;

/** Runs a command in an AKS cluster: 202, with a `Location` and nothing else (recorded). */
export function runCommand(call: ArmCall, service: ServiceContext): Answer {
  const cluster = findAksCluster(call, service);
  const { command, hasToken } = parseCommand(call);
  const refusal = refusalOf(cluster, service);
  if (refusal !== null) throw refusal;
  const requestId = service.guids.next();
  const record: CommandRecord = {
    id: requestId.replaceAll('-', ''),
    clusterId: cluster.id,
    acceptedAt: call.now,
    durationMs: durationOf(call, service),
    end: endOf(cluster, { command, hasToken, call, service }),
  };
  service.world.commands.set(record.id, record);
  return answerEmpty(202, {
    Location: resultUrl(call, record),
    'x-ms-request-id': requestId,
    'x-ms-correlation-request-id': requestId,
  });
}

/** The result: 202 with `Location` again while it runs, then 200, as often as it is asked for (recorded). */
export function getCommandResult(call: ArmCall, service: ServiceContext): Answer {
  const cluster = findAksCluster(call, service);
  const record = service.world.commands.get(param(call, 'command').toLowerCase());
  if (record === undefined || cluster.commandTrouble === 'never-ran')
    throw resourceNotFound(
      'Microsoft.ContainerService/managedClusters/commandResults',
      param(call, 'command'),
    );
  const headers = { 'Content-Type': 'application/json' };
  const finishedAt = record.acceptedAt + record.durationMs;
  if (call.now < finishedAt)
    return bodyOf(record, { provisioningState: 'Running' }, 202, {
      ...headers,
      Location: resultUrl(call, record),
    });
  const inCase = (word: string): string => (service.modes.stateCase === 'lower' ? word.toLowerCase() : word);
  const { end } = record;
  if (end.kind === 'not-run')
    return bodyOf(record, { provisioningState: 'failed', reason: end.reason }, 200, headers);
  const result = {
    provisioningState: inCase('Succeeded'),
    exitCode: end.exitCode,
    startedAt: instant(record.acceptedAt),
    finishedAt: instant(finishedAt),
    logs: end.logs,
  };
  return bodyOf(record, result, 200, headers);
}

function parseCommand({ body }: ArmCall): { readonly command: string; readonly hasToken: boolean } {
  if (!isJsonObject(body)) throw invalidRequestContent('a JSON object is expected');
  refuseStrangers(body, ['command', 'context', 'clusterToken'], '');
  const { command, clusterToken } = body;
  if (typeof command !== 'string' || command === '')
    throw badRequest("The member 'command' is missing.", 'command');
  return { command, hasToken: typeof clusterToken === 'string' && clusterToken !== '' };
}

function refusalOf(cluster: ClusterRecord, { modes }: ServiceContext): ArmRefusal | null {
  const { name, powerState, provisioningState, commandTrouble } = cluster;
  if (cluster.runCommandDisabled)
    return commandsDisabled(modes.runCommandDisabled === 'bad-request' ? 400 : 403);
  if (powerState === 'Stopped') return commandsUnavailable(name, powerState);
  if (provisioningState !== 'Succeeded') return commandsUnavailable(name, provisioningState);
  if (modes.runCommandFailure === 'failed-result') return null;
  if (commandTrouble === 'not-started') return commandNotStarted();
  return commandTrouble === 'policy' ? commandDenied() : null;
}

function durationOf({ plan }: ArmCall, { provisioning }: ServiceContext): number {
  return plan.outcome?.kind === 'never-ends' ? NEVER_MS : (plan.durationMs ?? provisioning.prepareMs);
}

interface Running {
  readonly command: string;
  readonly hasToken: boolean;
  readonly call: ArmCall;
  readonly service: ServiceContext;
}

/** What the command will have said. It acts when it is accepted, like everything else here. */
function endOf(cluster: ClusterRecord, { command, hasToken, call, service }: Running): CommandRecord['end'] {
  const { commandTrouble } = cluster;
  if (commandTrouble === 'image-pull') return { kind: 'not-run', reason: 'ImagePullBackoff' };
  if (commandTrouble === 'not-started' || commandTrouble === 'policy')
    return { kind: 'not-run', reason: commandTrouble === 'policy' ? 'PodDenied' : 'PodNotStarted' };
  if (commandTrouble === 'never-ran') return { kind: 'ran', exitCode: 0, logs: '' };
  const isForbidden = commandTrouble === 'forbidden' || (cluster.entraManaged && !hasToken);
  const output = runShell(command, (one) =>
    isForbidden ? forbidden(one) : execute(one, cluster, { call, service }),
  );
  return { kind: 'ran', ...output };
}

function execute(
  command: string,
  { id }: ClusterRecord,
  { call, service }: Pick<Running, 'call' | 'service'>,
): ReturnType<typeof runInCluster> {
  const { world } = service;
  const cluster = findAksCluster(call, service);
  const extension =
    world.extensionsOf(id, call.now).find(({ record }) => record.extensionType.toLowerCase() === AZUREML) ??
    null;
  return runInCluster(
    { cluster, extension, now: call.now, change: (update) => world.addCluster({ ...cluster, ...update }) },
    command,
  );
}

/** What the API server says to a caller without rights (documented). */
function forbidden(command: string): ReturnType<typeof runInCluster> {
  const [, verb = 'get', resource = 'pods'] = /kubectl (\w+) (\w+)/.exec(command) ?? [];
  return {
    exitCode: 1,
    logs: `Error from server (Forbidden): ${resource} is forbidden: User "someone@example.com" cannot ${verb} resource "${resource}" in API group "" at the cluster scope\n`,
  };
}

function resultUrl({ url, apiVersion }: ArmCall, { id, clusterId }: CommandRecord): string {
  const path = clusterId.replace('/managedClusters/', '/managedclusters/');
  return `${url.origin}${path}/commandResults/${id}?api-version=${apiVersion}`;
}

/** Angle brackets are escaped inside texts (recorded). */
function bodyOf(
  { id }: CommandRecord,
  properties: Readonly<Record<string, string | number>>,
  status: number,
  headers: Readonly<Record<string, string>>,
): Answer {
  const json = { id, properties: { ...properties } };
  const text = JSON.stringify(json, null, 2).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
  return { status, headers, json, text };
}

function instant(at: number): string {
  return new Date(Math.min(at, 8.64e15)).toISOString().replace(/\.\d+Z$/, 'Z');
}
