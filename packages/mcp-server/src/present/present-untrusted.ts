import { type Compute, clusterKindOf } from '@azureml-kubernetes/core';
import { cleanText } from './clean-text.js';
import { presentProblems } from './present-problems.js';
import { unrecognizedState } from './present-state.js';
import { serviceWord } from './service-word.js';

const MAX_TAGS = 50;

/** Everything about a compute that someone else has worded, cleaned; null when there is nothing. */
export function presentUntrusted(compute: Compute) {
  const { description, tags, problems } = compute;
  const parts = {
    ...(description ? { description: cleanText(description) } : {}),
    ...(tags === null || Object.keys(tags).length === 0 ? {} : { tags: presentTags(tags) }),
    ...(problems.length === 0 ? {} : { problems: presentProblems(problems) }),
    ...malformed(compute),
    ...unrecognizedState(compute.lifecycle),
  };
  return Object.keys(parts).length === 0 ? null : parts;
}

function presentTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  const shown = Object.entries(tags).slice(0, MAX_TAGS);
  return Object.fromEntries(shown.map(([key, value]) => [cleanText(key, 100), cleanText(value, 256)]));
}

/** Members that should be a plain word or an id, and are not. */
function malformed({ name, namespace, clusterResourceId }: Compute): Record<string, string> {
  const strange: [string, string | null][] = [
    ['name', serviceWord(name, 'label') === null ? name : null],
    ['namespace', namespace !== null && serviceWord(namespace, 'label') === null ? namespace : null],
    [
      'resource_id',
      clusterResourceId !== null && clusterKindOf(clusterResourceId) === null ? clusterResourceId : null,
    ],
  ];
  return Object.fromEntries(
    strange.flatMap(([key, text]) => (text === null ? [] : [[key, cleanText(text, 200)]])),
  );
}
