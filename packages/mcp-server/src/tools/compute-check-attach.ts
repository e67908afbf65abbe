import { type AttachReport, type Check, parseComputeName } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { configurationParams, inputParams } from '../catalogue/input-params.js';
import { outputFields } from '../catalogue/output-fields.js';
import type { ToolContext } from '../catalogue/tool-context.js';
import { READ_ONLY_HINTS } from '../catalogue/tool-hints.js';
import { presentChecks } from '../present/present-checks.js';
import { readConfiguration } from './read-configuration.js';
import { refuseWhileThrottled } from './refuse-while-throttled.js';

/** Checks whether an attach would succeed. */
export const computeCheckAttach = defineTool({
  name: 'compute_check_attach',
  title: 'Check before an attach',
  description:
    'Checks all that an attach needs, and changes nothing: workspace, cluster, extension, identity, roles, name.',
  hints: READ_ONLY_HINTS,
  input: { name: inputParams.name, resource_id: inputParams.resourceId, ...configurationParams },
  output: {
    ready: z.boolean().optional(),
    checks: outputFields.checks,
    next_step: outputFields.next_step,
    untrusted: outputFields.untrusted,
  },
  async run(asked, { client, offers, preparing, signal }) {
    const name = parseComputeName(asked.name);
    const configuration = readConfiguration(asked);
    // A reader may name any cluster: what the server's own rights show of it goes no further than it was started for.
    preparing.requireCluster(configuration.resourceId);
    const report = await client.checkAttach(name, configuration, { signal });
    const unseen = unseenOf(report);
    if (unseen.length > 0) await refuseWhileThrottled(client, name, signal);
    return {
      ready: report.ready && unseen.length === 0,
      ...presentChecks(report.checks),
      next_step: nextStepOf(report, unseen, offers),
    };
  },
});

/** Without having seen these, nothing can be said of an attach. */
const NEEDED: readonly Check['id'][] = ['workspace', 'cluster', 'extension'];

function unseenOf({ checks }: AttachReport): readonly Check['id'][] {
  return NEEDED.filter((id) => checks.some((check) => check.id === id && check.status === 'unknown'));
}

/** Nothing is started in the cluster by a tool that reads; where that can be done, the next step names it. */
function nextStepOf(
  { ready, checks }: AttachReport,
  unseen: readonly Check['id'][],
  offers: ToolContext['offers'],
): string {
  if (ready && unseen.length > 0)
    return `It is not known whether an attach would succeed, because this could not be read: ${unseen.join(', ')}. Do what fix says for it, then check again.`;
  if (ready)
    return `No check failed: call compute_attach. The namespace has to exist in the cluster, which ${offers('cluster_inspect') ? 'cluster_inspect shows' : 'cannot be seen from here'}.`;
  const isHealed = checks.some(({ status, step }) => status === 'fail' && step !== undefined);
  return isHealed && offers('cluster_prepare')
    ? 'Call cluster_prepare, which plans what heals each failed check with a step; do what fix says for the others, then check again.'
    : 'Do what fix says for each check with status fail, then check again.';
}
