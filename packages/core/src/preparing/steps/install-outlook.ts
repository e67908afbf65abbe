import type { ExtensionRequest } from '../../domain/preparing/extension-request.js';
import { installWarnings } from '../facts/install-warnings.js';
import { readPublishedExtension } from '../facts/read-published-versions.js';
import { openRunner } from '../in-cluster/open-runner.js';
import { readNodes } from '../in-cluster/read-sections.js';
import type { PreparationContext } from './step-definition.js';

type Shared = Pick<PreparationContext, 'service' | 'target' | 'facts' | 'inCluster' | 'announce' | 'signal'>;

/** Looks at versions and capacity before an install, once, and keeps what was seen. */
export function onceOutlook(shared: Shared): PreparationContext['outlook'] {
  let seen: Promise<readonly string[]> | null = null;
  return (request) => {
    seen ??= look(shared, request);
    return seen;
  };
}

async function look(shared: Shared, request: ExtensionRequest): Promise<readonly string[]> {
  const { service, target, facts, signal } = shared;
  const published = await readPublishedExtension(service, target.resourceId, signal);
  const nodes = await nodesOf(shared);
  return installWarnings({ kind: facts.cluster.kind, request, nodeCount: facts.nodeCount, published, nodes });
}

async function nodesOf({ service, target, facts, inCluster, announce, signal }: Shared) {
  if (inCluster === 'off') return null;
  const opened = await openRunner(service, facts, signal);
  if (opened.kind === 'refused') return null;
  const summary = 'look at the nodes';
  await announce({
    step: 'extension',
    action: 'run-command',
    target: target.resourceId,
    summary,
    changes: [],
  });
  const section = await readNodes(opened.runner);
  return section.kind === 'read' ? section.value : null;
}
