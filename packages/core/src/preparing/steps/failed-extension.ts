import { explainInstall } from '../../domain/preparing/install-failure.js';
import type { InstalledExtension } from '../../domain/preparing/installed-extension.js';
import { describeProblems, type ServiceProblem } from '../../errors/service-problem.js';
import { type PreparationStep, type StepFailure, stepOf } from '../preparation-step.js';
import type { PreparationContext } from '../step-definition.js';
import { extensionFrame } from './extension-frame.js';

/** A failed extension, explained; it is not written again by itself. */
export function failedExtension(context: PreparationContext, installed: InstalledExtension): PreparationStep {
  const failure = installFailure(installed.problems);
  return stepOf(
    extensionFrame(context, installed.name),
    'blocked',
    'the installation of the extension failed',
    {
      failure,
      fix: `${failure.fix}; then name the step extension to write it once more`,
      untrusted: wordsOf(installed.problems),
    },
  );
}

/** Why an installation failed, by what the service says. */
export function installFailure(problems: readonly ServiceProblem[]): StepFailure {
  const { id, cause, fix, source } = explainInstall(problems);
  return { cause: id, summary: cause, fix, source };
}

/** The words of the service; null where it says nothing. */
export function wordsOf(problems: readonly ServiceProblem[]): string | null {
  return problems.length === 0 ? null : describeProblems(problems).slice(0, 4_000);
}
