/** An installation of the Azure Machine Learning extension in a cluster. */
export interface Extension {
  readonly name: string;
  /** `Succeeded`, `Failed`, `Creating`, … */
  readonly provisioningState: string | null;
  readonly version: string | null;
  readonly releaseTrain: string | null;
  readonly trainingEnabled: boolean;
  readonly inferenceEnabled: boolean;
  /** What the extension reports of itself. Untrusted text. */
  readonly statuses: readonly string[];
}

/** Extension types compare without case; the name of an installation is free. */
export const EXTENSION_TYPE = 'microsoft.azureml.kubernetes';
