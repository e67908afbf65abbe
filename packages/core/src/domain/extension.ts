import type { ServiceProblem } from '../errors/service-problem.js';

/** An installation of the Azure Machine Learning extension in a cluster. */
export interface Extension {
  readonly name: string;
  /** `Succeeded`, `Failed`, `Creating`, … */
  readonly provisioningState: string | null;
  readonly version: string | null;
  readonly releaseTrain: string | null;
  /** Whether minor versions are installed by themselves; null where it does not say. */
  readonly upgradesItself: boolean | null;
  readonly scope: ExtensionScope;
  readonly trainingEnabled: boolean;
  readonly inferenceEnabled: boolean;
  /** What it reports of itself that is wrong: its `errorInfo`, and its statuses above mere information. */
  readonly problems: readonly ServiceProblem[];
}

/** Extension types compare without case; the name of an installation is free. */
export const EXTENSION_TYPE = 'microsoft.azureml.kubernetes';

/** The namespace of the extension; the Azure CLI allows no other. */
export const EXTENSION_NAMESPACE = 'azureml';

/** What part of the cluster an extension is installed for. */
export type ExtensionScope =
  | { readonly kind: 'cluster'; readonly namespace: string | null }
  | { readonly kind: 'namespace' }
  /** The answer does not say. */
  | { readonly kind: 'unknown' };
