import type { ProblemPattern } from '../../domain/match-problem.js';
import type { ServiceProblem } from '../../errors/service-problem.js';
import type { CheckId, CheckStatus } from '../checks/check.js';
import type { Confidence } from './cause.js';
import type { Place } from './place.js';

/** Our words, which may name the place; of the problem they may take names in the form of names, nothing else. */
export type Words = string | ((place: Place, problem: ServiceProblem) => string);

/** The words for this problem in this place. */
export function wordsFor(words: Words, place: Place, problem: ServiceProblem): string {
  return typeof words === 'string' ? words : words(place, problem);
}

/** How something that the service said points to a cause. */
export interface Rule extends ProblemPattern {
  readonly id: string;
  /** `possible` for rules so general that any other goes first. */
  readonly confidence: Confidence;
  /** How a check has to have come out for this rule to hold. */
  readonly given?: Readonly<Partial<Record<CheckId, CheckStatus>>>;
  /** Checks that, when they warn, are this cause seen more closely. */
  readonly seenAs?: readonly CheckId[];
  /** Holds only where the service says nothing but that something failed. */
  readonly onlyBoilerplate?: true;
  readonly cause: Words;
  readonly fix: Words;
  readonly source: string;
}

/** The page on failures of computes, as a source. */
export const TROUBLESHOOT_COMPUTE = 'Azure ML documentation, troubleshoot Kubernetes compute';
/** The page on failures of the extension, as a source. */
export const TROUBLESHOOT_EXTENSION = 'Azure ML documentation, troubleshoot the extension';
/** The page on attaching a cluster, as a source. */
export const ATTACH_CLUSTER = 'Azure ML documentation, attach a Kubernetes cluster';
/** The fix that several rules share. */
export const REATTACH = 'Detach the compute, then attach it again with the same name and namespace';
