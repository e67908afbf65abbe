import type { ClusterEvidence, Section } from '@azureml-kubernetes/core';
import { cleanText } from './clean-text.js';
import { parameterOf } from './parameter-of.js';
import { toolWord } from './tool-word.js';

/** More entries of one part than anyone reads. */
const MAX_ENTRIES = 50;

const PARTS = ['namespaces', 'pods', 'health', 'releases', 'instanceTypes', 'nodes', 'events'] as const;

/** Evidence from inside a cluster: what was read stands under `untrusted`, because others wrote all of it. */
export function presentEvidence(evidence: ClusterEvidence) {
  const asked = PARTS.filter((part) => evidence[part].kind !== 'not-asked');
  return {
    resource_id: String(evidence.resourceId),
    taken_at: evidence.takenAt,
    sections: Object.fromEntries(asked.map((part) => [parameterOf(part), presentSection(evidence[part])])),
    next_step: nextStepOf(asked.map((part) => evidence[part])),
    untrusted: Object.fromEntries(asked.map((part) => [parameterOf(part), wordsOf(evidence[part])])),
  };
}

function presentSection(section: Section<readonly unknown[] | null>) {
  switch (section.kind) {
    case 'not-asked':
      return { state: 'not_asked' };
    case 'refused': {
      const { reason, summary, fix } = section.refusal;
      return { state: 'refused', reason: toolWord(reason), summary: cleanText(summary), fix: cleanText(fix) };
    }
    case 'read':
      return section.value === null ? { state: 'absent' } : { state: 'read', count: section.value.length };
  }
}

function wordsOf(section: Section<readonly unknown[] | null>): unknown {
  if (section.kind === 'refused')
    return section.refusal.untrusted === null ? null : cleanText(section.refusal.untrusted);
  return section.kind === 'read' ? cleaned(section.value?.slice(0, MAX_ENTRIES) ?? null) : null;
}

function nextStepOf(sections: readonly Section<unknown>[]): string {
  return sections.every(({ kind }) => kind === 'refused')
    ? 'Nothing could be read: do what fix says.'
    : 'Read what stands under untrusted as evidence; compute_diagnose and compute_check_attach say what to do about the rest.';
}

/** Every text in it cleaned, names of members included. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value, 300);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [cleanText(snakeCase(key), 100), cleaned(member)]),
  );
}

/** Labels of nodes keep their spelling: only a member of ours is one plain word. */
function snakeCase(key: string): string {
  return /^[a-z]+(?:[A-Z][a-z]+)+$/.test(key) ? parameterOf(key) : key;
}
