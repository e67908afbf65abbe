import { type Cause, type Diagnosis, parseComputeName } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { defineTool, READS } from '../catalogue/define-tool.js';
import { fields, params } from '../catalogue/params.js';
import { cleanText } from '../present/clean-text.js';
import { presentCompute } from '../present/present-compute.js';

const NEXT_STEPS: Readonly<Record<Diagnosis['verdict'], string>> = {
  healthy: 'Nothing is wrong that can be seen from here. If jobs fail on it, look at job_risks.',
  explained:
    'Do what fix says, the first cause first, then call compute_attach with replace, or detach and attach.',
  'under-way': 'It is still on its way and nothing is wrong around it: call compute_wait.',
  unknown: 'No known cause fits: give what collect lists to Azure support.',
};

export const computeDiagnose = defineTool({
  name: 'compute_diagnose',
  title: 'Explain a failed attach',
  description:
    'Tells why an attach failed or hangs: causes and fixes, most certain first, and what can make jobs fail. Changes nothing.',
  hints: READS,
  input: { name: params.name },
  output: {
    name: fields.name,
    state: fields.state,
    verdict: z.enum(['healthy', 'explained', 'under-way', 'unknown']).optional(),
    causes: z.array(z.looseObject({ id: z.string(), confidence: z.string(), fix: z.string() })).optional(),
    job_risks: z.array(z.looseObject({})).optional(),
    collect: z.array(z.string()).optional(),
    next_step: fields.next_step,
    untrusted: fields.untrusted,
  },
  async run(asked, { client, operations, workspace, signal }) {
    const asName = parseComputeName(asked.name);
    const operation = operations.latest(`${workspace.id}/computes/${asName}`);
    const diagnosis = await client.diagnose(asName, { operation, signal });
    const { name, state, untrusted: words = {} } = presentCompute(diagnosis.compute);
    const { verdict, causes, jobRisks, collect } = diagnosis;
    const untrusted = { ...words, ...evidenceOf([...causes, ...jobRisks]) };
    return {
      name,
      state,
      verdict,
      ...presentDuration(diagnosis),
      causes: causes.map(presentCause),
      ...(jobRisks.length === 0 ? {} : { job_risks: jobRisks.map(presentCause) }),
      ...unseenBy(diagnosis),
      ...(collect.length === 0 ? {} : { collect: collect.map((line) => cleanText(line)) }),
      next_step: NEXT_STEPS[verdict],
      ...(Object.keys(untrusted).length === 0 ? {} : { untrusted }),
    };
  },
});

/** What was seen may hold the words of others, and is no cause in our words where the two are the same. */
function presentCause({ id, confidence, cause, evidence, fix, source }: Cause) {
  const own = cause === evidence ? {} : { cause: cleanText(cause) };
  return { id, confidence, ...own, fix: cleanText(fix), source };
}

/** How long it has been under way, and from when on that counts as stuck. */
function presentDuration({ underWayMs, stuckAfterMs }: Diagnosis) {
  if (underWayMs === null) return {};
  return {
    under_way_minutes: Math.round(underWayMs / 60_000),
    stuck_after_minutes: Math.round(stuckAfterMs / 60_000),
  };
}

/** What could not be looked at, so that silence is not taken for health. */
function unseenBy({ checks }: Diagnosis): { not_seen?: string[] } {
  const unseen = checks.filter(({ status }) => status === 'unknown').map(({ id }) => id);
  return unseen.length === 0 ? {} : { not_seen: [...new Set(unseen)] };
}

function evidenceOf(causes: readonly Cause[]): { evidence?: Record<string, string> } {
  const seen = causes.map(({ id, evidence }) => [id, cleanText(evidence)]);
  return seen.length === 0 ? {} : { evidence: Object.fromEntries(seen) };
}
