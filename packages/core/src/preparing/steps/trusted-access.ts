import { offersTrustedAccess } from '../../domain/cloud.js';
import { type Cluster, isClosed } from '../../domain/cluster.js';
import { type ShellOptions, shellLine } from '../../domain/commands/shell-line.js';
import type { Fact } from '../../domain/fact.js';
import { sameArmId } from '../../domain/ids/arm-id.js';
import { subscriptionOf } from '../../domain/ids/resource-ids.js';
import { trustedAccessNameOf } from '../../domain/preparing/trusted-access-name.js';
import { MACHINE_LEARNING_ROLE } from '../../domain/trusted-access.js';
import { asFact } from '../../service/read-fact.js';
import { readAll } from '../../service/read-pages.js';
import { API_VERSIONS } from '../../wire/api-versions.js';
import {
  decodeTrustedAccessBinding,
  type TrustedAccessBinding,
} from '../../wire/clusters/decode-trusted-access-binding.js';
import { encodeTrustedAccess } from '../../wire/clusters/encode-trusted-access.js';
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

const PACE = { minDelayMs: 1_000, maxDelayMs: 30_000, growth: 2 };

/** The workspace reaches the API server of an AKS cluster that is closed to others. */
export const trustedAccessStep: StepDefinition = {
  id: 'trusted-access',
  examine,
  pace: PACE,
  withinMs: 20 * 60_000,
};

/** AKS allows no more on one cluster. */
const MAX_BINDINGS = 8;

async function examine(context: PreparationContext): Promise<ExaminedStep> {
  const { target, facts, service } = context;
  const own = await trustedAccessNameOf(service.workspace.id);
  const frame = frameOf(context, own);
  const reason = notNeeded(facts.cluster, target.trustedAccess);
  if (reason !== null) return examined(stepOf(frame, 'done', reason));
  const obstacle = obstacleOf(context);
  if (obstacle !== null) return examined(stepOf(frame, 'blocked', obstacle.summary, { fix: obstacle.fix }));
  const bindings = await readBindings(context);
  if (bindings.kind !== 'read') return unseen(frame, bindings, BINDINGS);
  return requireRights(context.rights, compare(context, { frame, own, bindings: bindings.value }));
}

function notNeeded(cluster: Cluster, wanted: 'when-needed' | 'never'): string | null {
  if (cluster.kind === 'arc') return 'an Arc cluster needs no trusted access';
  if (!isClosed(cluster)) return 'the API server of the cluster is open to Azure Machine Learning';
  return wanted === 'never' ? 'the cluster is closed, and trusted access was not to be given' : null;
}

function obstacleOf({ service, target }: PreparationContext): { summary: string; fix: string } | null {
  const { workspace } = service;
  if (!offersTrustedAccess(workspace.cloud))
    return {
      summary: 'this cloud offers no trusted access',
      fix: 'Open the API server of the cluster to Azure Machine Learning',
    };
  if (subscriptionOf(workspace.id) === subscriptionOf(target.resourceId)) return null;
  return {
    summary:
      'the workspace is in another subscription than the cluster, and trusted access does not cross them',
    fix: 'Use a workspace in the subscription of the cluster',
  };
}

function readBindings({
  service,
  target,
  signal,
}: PreparationContext): Promise<Fact<readonly TrustedAccessBinding[]>> {
  const url = `${service.endpoint}${target.resourceId}/trustedAccessRoleBindings?api-version=${API_VERSIONS.trustedAccess}`;
  return asFact(signal, () => readAll(service, url, { decode: decodeTrustedAccessBinding, signal }));
}

interface Bindings {
  readonly frame: StepFrame;
  /** The name that a binding of this workspace gets. */
  readonly own: string;
  readonly bindings: readonly TrustedAccessBinding[];
}

function compare(context: PreparationContext, { frame, own, bindings }: Bindings): ExaminedStep {
  const existing = bindings.find(({ sourceId }) => sameArmId(sourceId, context.service.workspace.id));
  const roles = existing?.roles ?? [];
  if (existing !== undefined && roles.some((role) => sameArmId(role, MACHINE_LEARNING_ROLE)))
    return examined(settledStep(frame, existing));
  if (existing === undefined && bindings.length >= MAX_BINDINGS)
    return examined(
      stepOf(
        frame,
        'blocked',
        `the cluster has ${MAX_BINDINGS} trusted access bindings, which is the limit`,
        {
          fix: 'Let the owner of the cluster remove one that is no longer used',
        },
      ),
    );
  const name = existing?.name ?? freeName(own, bindings);
  const step = stepOf(
    frame,
    'needed',
    'the cluster is closed, and the workspace has no trusted access to it',
    {
      changes: [
        {
          id: `trusted-access/bind/${name}`,
          summary: 'give the workspace trusted access to the cluster',
          danger: null,
        },
      ],
      command: commandFor(context, name),
    },
  );
  return examined(step, binding(context, name, [...roles, MACHINE_LEARNING_ROLE]));
}

function settledStep(frame: StepFrame, { provisioningState }: TrustedAccessBinding): PreparationStep {
  switch (provisioningState?.toLowerCase()) {
    case 'updating':
    case 'creating':
      return stepOf(frame, 'under-way', 'trusted access is being given');
    case 'deleting':
      return stepOf(frame, 'under-way', 'trusted access is being taken away');
    case 'failed':
    case 'canceled': {
      const fix = 'Remove the binding by hand, then prepare again';
      const failure = {
        cause: 'trusted-access-failed',
        summary: 'AKS could not set up the binding',
        fix,
        source: frame.source,
      };
      return stepOf(frame, 'blocked', 'giving trusted access failed', { fix, failure });
    }
    default:
      return stepOf(frame, 'done', 'the workspace has trusted access to the cluster');
  }
}

/** A binding of another workspace is never overwritten. */
function freeName(own: string, bindings: readonly TrustedAccessBinding[]): string {
  const isTaken = bindings.some(({ name }) => name.toLowerCase() === own);
  return isTaken ? `${own.slice(0, 22)}-2` : own;
}

const BINDINGS = {
  what: 'the trusted access bindings of the cluster',
  help: 'Ask an Owner of the cluster for a role with trustedAccessRoleBindings/read',
};

const READ_RIGHT = 'Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings/read';
const WRITE_RIGHT = 'Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings/write';

function frameOf({ target }: PreparationContext, name: string): StepFrame {
  const scope = target.resourceId;
  return {
    id: 'trusted-access',
    heals: ['cluster-network'],
    needs: [READ_RIGHT, WRITE_RIGHT].map((action) => ({ action, scope })),
    undo: lineOf('delete', scope, { name }),
    minutes: 7,
    source: 'AKS documentation, trusted access; Azure/AML-Kubernetes, Trusted Access support',
  };
}

function lineOf(verb: 'create' | 'delete', cluster: string, options: ShellOptions): string {
  const { subscription, group, name } = placeOf(cluster);
  const place = { subscription, 'resource-group': group, 'cluster-name': name };
  return shellLine(`az aks trustedaccess rolebinding ${verb}`, { ...place, ...options });
}

function commandFor({ service, target }: PreparationContext, name: string): string {
  const source = service.workspace.id;
  return lineOf('create', target.resourceId, {
    name,
    'source-resource-id': source,
    roles: MACHINE_LEARNING_ROLE,
  });
}

function binding(
  { service, target }: PreparationContext,
  name: string,
  roles: readonly string[],
): RequestWrite {
  const id = `${target.resourceId}/trustedAccessRoleBindings/${name}`;
  return {
    kind: 'request',
    write: {
      step: 'trusted-access',
      action: 'assign',
      target: id,
      summary: `give workspace ${service.workspace.name} trusted access to the cluster`,
      changes: [`trusted-access/bind/${name}`],
    },
    method: 'PUT',
    url: `${service.endpoint}${id}?api-version=${API_VERSIONS.trustedAccess}`,
    body: async () => encodeTrustedAccess(service.workspace.id, roles),
    needs: [{ action: WRITE_RIGHT, scope: target.resourceId }],
    pace: PACE,
  };
}
