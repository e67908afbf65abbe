import type { Config } from './config.js';

/** Something about the configuration that a person should know, although it stops nothing. */
export interface ConfigWarning {
  readonly event: 'workspace-from-above' | 'variable-ignored';
  /** Path of the file, or name of the variable. */
  readonly subject: string;
  readonly text: string;
}

type Warned = Pick<Config, 'pinnedFromAbove' | 'ignoredVariables'>;

/** What the operator should know about the configuration: the start logs it, and doctor shows it. */
export function configWarnings({ pinnedFromAbove, ignoredVariables }: Warned): readonly ConfigWarning[] {
  const above: readonly ConfigWarning[] =
    pinnedFromAbove === null
      ? []
      : [
          {
            event: 'workspace-from-above',
            subject: pinnedFromAbove,
            text: 'names the workspace, and is found in a folder above the working directory: its owner chooses the workspace',
          },
        ];
  return [
    ...above,
    ...ignoredVariables.map((subject) => ({
      event: 'variable-ignored' as const,
      subject,
      text: 'is what Kubernetes sets for a Service, and is not taken for a setting',
    })),
  ];
}
