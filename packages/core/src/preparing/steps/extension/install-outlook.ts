import type { ExtensionRequest } from '../../../domain/preparing/extension-request.js';
import { installWarnings } from '../../facts/install-warnings.js';
import { readPublishedExtension } from '../../facts/read-published-versions.js';
import type { PreparationContext } from '../step-definition.js';

type Shared = Pick<PreparationContext, 'service' | 'target' | 'facts' | 'nodes' | 'signal'>;

/** Looks at versions and capacity before an install, once, and keeps what was seen. */
export function onceOutlook(shared: Shared): PreparationContext['outlook'] {
  let seen: Promise<readonly string[]> | null = null;
  return (request) => {
    seen ??= look(shared, request);
    return seen;
  };
}

async function look(
  { service, target, facts, nodes: readNodes, signal }: Shared,
  request: ExtensionRequest,
): Promise<readonly string[]> {
  const published = await readPublishedExtension(service, target.resourceId, signal);
  const nodes = await readNodes('extension');
  return installWarnings({ kind: facts.cluster.kind, request, nodeCount: facts.nodeCount, published, nodes });
}
