import { amountOf } from '../quantity.js';
import type { NodeEvidence } from './cluster-evidence.js';
import type { ExtensionRequest } from './extension-request.js';
import { isOn } from './install-settings.js';
import { canTakeJobs } from './node-fit.js';

/** What the extension's own pods ask for, in all. */
interface Room {
  readonly nodes: number;
  readonly cpu: string;
  readonly memory: string;
}

/** Requests of the extension's pods (Azure ML documentation, reference for Kubernetes). */
const TRAINING: Room = { nodes: 1, cpu: '410m', memory: '1492Mi' };
const INFERENCE: Room = { nodes: 1, cpu: '1780m', memory: '2440Mi' };
const BOTH: Room = { nodes: 1, cpu: '1910m', memory: '2884Mi' };
const INFERENCE_REPLICATED: Room = { nodes: 3, cpu: '3600m', memory: '4240Mi' };
const BOTH_REPLICATED: Room = { nodes: 3, cpu: '3730m', memory: '4684Mi' };

/** What the nodes of a cluster lack for the extension's own pods; what runs there already is not counted. */
export function installRoom(request: ExtensionRequest, nodes: readonly NodeEvidence[]): string[] {
  const usable = nodes.filter(canTakeJobs);
  const room = roomFor(request, nodes.length);
  const cpu = sum(usable, ({ cpu: amount }) => amount);
  const memory = sum(usable, ({ memory: amount }) => amount);
  return [
    ...(usable.length < room.nodes ? [`the extension needs ${room.nodes} nodes that take its pods`] : []),
    ...(cpu < (amountOf(room.cpu) ?? 0n)
      ? [`the extension asks for ${room.cpu} CPU, more than the nodes have`]
      : []),
    ...(memory < (amountOf(room.memory) ?? 0n)
      ? [`the extension asks for ${room.memory} of memory, more than the nodes have`]
      : []),
    ...(usable.some(({ architecture }) => architecture !== null && architecture !== 'amd64')
      ? ['the extension runs on amd64 nodes only']
      : []),
  ];
}

/** The router has replicas from three nodes on, unless it is told to have none. */
function roomFor({ training, inference, settings }: ExtensionRequest, count: number): Room {
  if (inference !== true) return TRAINING;
  const isReplicated = count >= 3 && isOn(settings['inferenceRouterHA'] ?? 'true');
  if (training === true) return isReplicated ? BOTH_REPLICATED : BOTH;
  return isReplicated ? INFERENCE_REPLICATED : INFERENCE;
}

function sum(nodes: readonly NodeEvidence[], amount: (node: NodeEvidence) => string | null): bigint {
  return nodes.reduce((total, node) => total + (amountOf(amount(node) ?? '') ?? 0n), 0n);
}
