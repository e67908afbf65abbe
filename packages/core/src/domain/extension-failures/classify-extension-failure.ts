import { causeLevels } from './cause-levels.js';
import type { ExtensionFailureId, ExtensionStage } from './extension-stage.js';
import { FAILURE_PATTERNS, type FailurePattern } from './failure-patterns.js';
import { type NamedInFailure, namedInFailure } from './named-in-failure.js';
import { type Obstacle, obstacleIn } from './obstacle.js';

/** Why an extension failed, read from what the service says. */
export interface ExtensionFailure {
  readonly id: ExtensionFailureId;
  readonly stage: ExtensionStage;
  /** The innermost words. Untrusted; empty where the service says nothing. */
  readonly innermost: string;
  readonly named: NamedInFailure;
  /** For a conflict of ownership only; null for every other stage. */
  readonly obstacle: Obstacle | null;
}

/** These say that something did not happen in time, and not why: a text that says why goes first. */
const SYMPTOMS: readonly ExtensionStage[] = ['readiness', 'agent', 'unknown'];

/**
 * Classifies a failure of an extension by the innermost cause that its texts name. Of several texts the first that
 * names a cause counts, or else the first that names a symptom. Texts that no pattern knows are `unknown`.
 *
 * @param texts messages of `errorInfo` and of the statuses, each with its code in front where there is one.
 */
export function classifyExtensionFailure(texts: readonly string[]): ExtensionFailure {
  const failures = texts.map(classifyText);
  return (
    failures.find(({ stage }) => !SYMPTOMS.includes(stage)) ??
    failures.find(({ stage }) => stage !== 'unknown') ??
    failures[0] ??
    classifyText('')
  );
}

function classifyText(text: string): ExtensionFailure {
  const levels = causeLevels(text);
  const named = namedInFailure(levels);
  const [innermost = ''] = levels;
  if (named.code !== null) {
    return { id: 'install-healthcheck', stage: 'health-check', innermost, named, obstacle: null };
  }
  for (const level of levels) {
    const known = FAILURE_PATTERNS.find((pattern) => fits(level, pattern));
    if (known === undefined) continue;
    const { id, stage } = known;
    return { id, stage, innermost, named, obstacle: stage === 'ownership' ? obstacleIn(level) : null };
  }
  return { id: 'install-unknown', stage: 'unknown', innermost, named, obstacle: null };
}

function fits(level: string, { words }: FailurePattern): boolean {
  return words.every((group) => group.some((pattern) => pattern.test(level)));
}
