import type { ContainerEvidence, PodEvidence } from '../../domain/preparing/cluster-evidence.js';
import { cellOf, decodeRows } from './decode-rows.js';

/** The pods in an output of name, phase, node and containers. */
export function decodePods(output: string): readonly PodEvidence[] {
  return decodeRows(output, 4).map(([name = '', phase = '', node, containers = '']) => ({
    name,
    phase,
    node: cellOf(node),
    containers: containers.split(';').flatMap(decodeContainer),
  }));
}

/** `name=ready,restarts,waiting reason,terminated reason`. */
function decodeContainer(text: string): ContainerEvidence[] {
  const [name, state] = text.split('=', 2);
  if (name === undefined || state === undefined) return [];
  const [ready, restarts, waiting, terminated] = state.split(',');
  const count = Number(restarts);
  return [
    {
      name,
      isReady: ready === 'true',
      restarts: Number.isSafeInteger(count) && count > 0 ? count : 0,
      waitingReason: cellOf(waiting),
      terminatedReason: cellOf(terminated),
    },
  ];
}
