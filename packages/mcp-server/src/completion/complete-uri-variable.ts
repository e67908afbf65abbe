import type { CallLimits } from '../runtime/call-limits.js';
import { type Completer, type Completion, completionOf } from './completer.js';

interface VariableRequest extends CallLimits {
  readonly variable: string;
  readonly typed: string;
  /** The variables that have been filled in. */
  readonly given: Readonly<Record<string, string>>;
}

/** The variables that say which workspace, in the order in which its short form has them. */
const PARTS = ['subscription', 'resource_group', 'workspace'];

/** Completes one variable of the resource template. */
export async function completeUriVariable(
  request: VariableRequest,
  completer: Completer,
): Promise<Completion> {
  const { variable, typed, given, signal, timeLeftMs } = request;
  if (variable === 'name') {
    const parts = PARTS.map((part) => given[part]);
    const workspace = parts.includes(undefined) ? undefined : parts.join('/');
    return completer.complete({ kind: 'compute-name', typed, workspace, signal, timeLeftMs });
  }
  const at = PARTS.indexOf(variable);
  const fitting = completer
    .knownWorkspaces()
    .map((workspace) => workspace.split('/'))
    .filter((segments) =>
      segments.slice(0, at).every((segment, index) => fits(segment, given[PARTS[index] ?? ''])),
    );
  return completionOf([...new Set(fitting.map((segments) => segments[at] ?? ''))].filter(Boolean), typed);
}

function fits(segment: string, given: string | undefined): boolean {
  return given === undefined || segment.toLowerCase() === given.toLowerCase();
}
