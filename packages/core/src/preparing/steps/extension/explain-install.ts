import { explainExtension } from '../../../diagnosis/causes/explain-extension.js';
import { extensionNameIn } from '../../../diagnosis/causes/place.js';
import type { PrepareTarget } from '../../../domain/preparing/prepare-target.js';
import type { ServiceProblem } from '../../../errors/service-problem.js';
import type { WorkspaceAccess } from '../../../service/service.js';
import type { StepFailure } from '../preparation-step.js';

/** The part of a preparation that says where it installs. */
interface InstallPlace {
  readonly target: Pick<PrepareTarget, 'resourceId'>;
  readonly service: { readonly workspace: Pick<WorkspaceAccess, 'id'> };
}

/** Why an installation failed, by what the service says, in the same words as a diagnosis. */
export function explainInstall(
  problems: readonly ServiceProblem[],
  { target, service }: InstallPlace,
  installed: { readonly name: string } | null = null,
): StepFailure {
  const { id, cause, fix, source } = explainExtension(problems, {
    cluster: target.resourceId,
    extension: extensionNameIn(installed),
    workspace: service.workspace.id,
    compute: null,
  });
  return { cause: id, summary: cause, fix, source };
}
