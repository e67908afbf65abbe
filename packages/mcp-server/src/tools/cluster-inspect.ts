import {
  type ClusterEvidence,
  EVIDENCE_PARTS,
  parseClusterId,
  ThrottledError,
} from '@azureml-kubernetes/core';
import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { inputParams } from '../catalogue/input-params.js';
import { outputFields } from '../catalogue/output-fields.js';
import { withHeartbeat } from '../catalogue/with-heartbeat.js';
import { presentEvidence } from '../present/present-evidence.js';
import { includeParam } from './prepare-params.js';
import { readWords } from './read-words.js';

/** About what all parts take, each by a pod that lives for some seconds. */
const USUAL_SECONDS = 120;

/** Takes evidence from inside an AKS cluster. */
export const clusterInspect = defineTool({
  name: 'cluster_inspect',
  title: 'Look inside a cluster',
  description:
    'Reads namespaces, pods and health of the extension, instance types, nodes and events inside an AKS cluster, each by a pod that lives for seconds.',
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  input: { resource_id: inputParams.resourceId, include: includeParam.optional() },
  output: {
    resource_id: outputFields.resource_id,
    taken_at: z.string().optional(),
    sections: z.looseObject({}).optional(),
    next_step: outputFields.next_step,
    untrusted: outputFields.untrusted,
  },
  async run({ resource_id, include: words }, context) {
    const { client, preparing, signal } = context;
    const id = parseClusterId(resource_id, 'resource_id');
    preparing.requireCluster(id);
    const include = readWords(EVIDENCE_PARTS, words);
    const message = (elapsed: number): string => `the cluster is being looked into for ${elapsed} s`;
    const evidence = await withHeartbeat({ context, seconds: USUAL_SECONDS, message }, () =>
      client.inspectCluster(id, { include, signal }),
    );
    return presentEvidence(requireAnswered(evidence));
  },
});

/** @throws ThrottledError where Azure took no command at all, with the time that it asks to wait. */
function requireAnswered(evidence: ClusterEvidence): ClusterEvidence {
  const { resourceId: _id, takenAt: _at, ...parts } = evidence;
  const asked = Object.values(parts).filter(({ kind }) => kind !== 'not-asked');
  const refusals = asked.flatMap((part) => (part.kind === 'refused' ? [part.refusal] : []));
  const throttled = refusals.filter(({ reason }) => reason === 'throttled');
  const [first] = throttled;
  if (first === undefined || throttled.length < asked.length) return evidence;
  const { summary, fix, pauseMs } = first;
  throw new ThrottledError(summary, { hint: fix, retryable: true }, pauseMs);
}
