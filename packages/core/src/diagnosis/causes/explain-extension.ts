import { isWrappingCode } from '../../domain/boilerplate.js';
import {
  classifyExtensionFailure,
  type ExtensionFailure,
} from '../../domain/extension-failures/classify-extension-failure.js';
import type { ExtensionStage } from '../../domain/extension-failures/extension-stage.js';
import type { ServiceProblem } from '../../errors/service-problem.js';
import { EXTENSION_ADVICE } from './extension-advice.js';
import { HEALTHCHECK_RULES } from './healthcheck-rules.js';
import type { Place } from './place.js';
import { wordsFor } from './rule.js';

/** What a failure of the extension means here, in our words. */
export interface ExplainedFailure {
  readonly id: string;
  readonly stage: ExtensionStage;
  readonly cause: string;
  readonly fix: string;
  readonly source: string;
  /** The innermost words of the service. Untrusted. */
  readonly innermost: string;
}

/** Explains what an extension says of itself; `stage` is `unknown` where nothing of it is known. */
export function explainExtension(problems: readonly ServiceProblem[], place: Place): ExplainedFailure {
  const failure = classifyExtensionFailure(problems.map(textOf));
  const { stage, innermost } = failure;
  return { ...(byCode(failure, place) ?? byStage(failure, place)), stage, innermost };
}

type Explanation = Omit<ExplainedFailure, 'stage' | 'innermost'>;

function byCode({ named: { code } }: ExtensionFailure, place: Place): Explanation | null {
  const rule = HEALTHCHECK_RULES.find(({ codes }) => code !== null && codes.includes(code));
  if (rule === undefined) return null;
  const { id, cause, source } = rule;
  return { id, cause, source, fix: wordsFor(rule.fix, place, { code, message: '' }) };
}

function byStage(failure: ExtensionFailure, place: Place): Explanation {
  const { cause, fix, source } = EXTENSION_ADVICE[failure.id];
  return { id: failure.id, cause: cause(failure), fix: fix(failure, place), source };
}

function textOf({ code, message }: ServiceProblem): string {
  return code === null || isWrappingCode(code) || code === message ? message : `${code}: ${message}`;
}
