import type { Cause, Diagnosis } from '@azureml-kubernetes/core';
import { cleanEvidence, cleanText, MAX_ADVICE } from './clean-text.js';
import { presentCompute } from './present-compute.js';

/** The verdicts as results give them. */
export const VERDICTS = ['healthy', 'explained', 'under_way', 'unknown'] as const;
type PresentedVerdict = (typeof VERDICTS)[number];

const NEXT_STEPS: Readonly<Record<PresentedVerdict, string>> = {
  healthy: 'Nothing is wrong that can be seen from here. If jobs fail on it, look at job_risks.',
  explained:
    'Do what fix says, the first cause first, then call compute_attach with replace, or detach and attach.',
  under_way: 'It is still on its way and nothing is wrong around it: call compute_wait.',
  unknown: 'No known cause fits: give what collect lists to Azure support.',
};

/** Why an attach failed or hangs; what was seen may hold the words of others, so it is found under `untrusted`. */
export function presentDiagnosis(diagnosis: Diagnosis) {
  const { name, state, untrusted: words = {} } = presentCompute(diagnosis.compute);
  const { causes, jobRisks, collect } = diagnosis;
  const verdict: PresentedVerdict = diagnosis.verdict === 'under-way' ? 'under_way' : diagnosis.verdict;
  const untrusted = { ...words, ...evidenceOf([...causes, ...jobRisks]) };
  return {
    name,
    state,
    verdict,
    ...presentDuration(diagnosis),
    causes: causes.map(presentCause),
    ...(jobRisks.length === 0 ? {} : { job_risks: jobRisks.map(presentCause) }),
    ...unseenBy(diagnosis),
    ...(collect.length === 0 ? {} : { collect: collect.map((line) => cleanText(line, MAX_ADVICE)) }),
    next_step: NEXT_STEPS[verdict],
    ...(Object.keys(untrusted).length === 0 ? {} : { untrusted }),
  };
}

type PresentedCause = {
  id: Cause['id'];
  confidence: Cause['confidence'];
  cause?: string;
  fix: string;
  source: string;
};

/** What was seen may hold the words of others, and is no cause in our words where the two are the same. */
function presentCause({ id, confidence, cause, evidence, fix, source }: Cause): PresentedCause {
  const own = cause === evidence ? {} : { cause: cleanText(cause) };
  return { id, confidence, ...own, fix: cleanText(fix, MAX_ADVICE), source };
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
  const seen = causes.map(({ id, evidence }) => [id, cleanEvidence(evidence)]);
  return seen.length === 0 ? {} : { evidence: Object.fromEntries(seen) };
}
