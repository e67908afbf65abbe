/** The steps of a preparation, in the order in which they depend on each other. */
export const STEP_IDS = [
  'providers',
  'relay',
  'extension',
  'trusted-access',
  'roles',
  'namespace',
  'instance-types',
] as const;

/** A step of a preparation. */
export type StepId = (typeof STEP_IDS)[number];

/**
 * Where a step stands. `needed`: it can be carried out now. `under-way`: Azure is at work on it. `blocked`: something
 * is in the way that this caller cannot remove here. `by-hand`: a person has to run its command. `unknown`: it could
 * not be seen.
 */
export type StepState = 'done' | 'needed' | 'under-way' | 'blocked' | 'by-hand' | 'unknown';

/** How far commands may be run in a cluster: not at all, to look, or to create what was asked for as well. */
export type InClusterUse = 'off' | 'read' | 'write';

/** One thing that a step changes. */
export interface Change {
  /** The same for the same change in every plan, such as `extension/set/enableInference=True`. */
  readonly id: string;
  /** In our words and checked values. */
  readonly summary: string;
  /** What can break while jobs or endpoints run; null for a change that can be made at any time. */
  readonly danger: string | null;
}

/** A right that a step needs. */
export interface NeededRight {
  /** Such as `Microsoft.KubernetesConfiguration/extensions/write`. */
  readonly action: string;
  /** ARM id at which the right is needed. */
  readonly scope: string;
}
