import type { InstalledExtension } from '../../../domain/preparing/installed-extension.js';
import { describeProblems, type ServiceProblem } from '../../../errors/service-problem.js';
import { type PreparationStep, stepOf } from '../preparation-step.js';
import type { PreparationContext } from '../step-definition.js';
import { explainInstall } from './explain-install.js';
import { extensionFrame } from './extension-frame.js';

/** A failed extension, explained; it is not written again by itself. */
export function failedExtension(context: PreparationContext, installed: InstalledExtension): PreparationStep {
  const failure = explainInstall(installed.problems, context, installed);
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

/** The words of the service; null where it says nothing. */
export function wordsOf(problems: readonly ServiceProblem[]): string | null {
  return problems.length === 0 ? null : describeProblems(problems).slice(0, 4_000);
}
