import type { NodeEvidence } from '../../domain/preparing/cluster-evidence.js';
import { readNodes } from '../in-cluster/read-sections.js';
import { type LookContext, lookInto } from './look-into.js';
import type { PreparationContext } from './step-definition.js';

/** Reads the nodes of the cluster by one command, once, and keeps what was seen; null where it could not be looked into. */
export function readNodesOnce(shared: LookContext): PreparationContext['nodes'] {
  let seen: Promise<readonly NodeEvidence[] | null> | null = null;
  return (step) => {
    seen ??= lookInto(shared, step, 'look at the nodes', readNodes).then((view) =>
      view.kind === 'seen' ? view.value : null,
    );
    return seen;
  };
}
