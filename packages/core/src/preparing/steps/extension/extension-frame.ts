import { shellLine, shellWord } from '../../../domain/commands/shell-line.js';
import type { Pace } from '../../../lro/schedule.js';
import { extensionIdOf } from '../../facts/read-extensions.js';
import { placeOf } from '../place-of.js';
import type { StepFrame } from '../preparation-step.js';
import type { PreparationContext } from '../step-definition.js';

/** Installs take from four to twenty minutes. */
export const EXTENSION_PACE: Pace = { minDelayMs: 1_000, maxDelayMs: 30_000, growth: 2 };

/** What is the same in all states of the extension. */
export function extensionFrame({ target }: Pick<PreparationContext, 'target'>, name: string): StepFrame {
  const scope = target.resourceId;
  return {
    id: 'extension',
    heals: ['extension', 'extension-healthy', 'extension-features'],
    needs: ['read', 'write', 'operations/read'].map((right) => ({
      action: `Microsoft.KubernetesConfiguration/extensions/${right}`,
      scope,
    })),
    undo: `Detach every compute of the cluster first, then: az rest --method delete --url '${extensionIdOf(scope, name)}?api-version=2023-05-01'`,
    minutes: 15,
    source: 'Azure ML documentation, deploy the extension; Azure CLI, k8s-extension, AzureMLKubernetes',
  };
}

/** The line of az that installs or updates the extension. Protected settings appear by name alone. */
export function extensionLine(
  verb: 'create' | 'update',
  { target }: Pick<PreparationContext, 'target'>,
  written: WrittenExtension,
): string {
  const { subscription, group, type, name } = placeOf(target.resourceId);
  const isAks = type.toLowerCase() === 'managedclusters';
  const line = shellLine(`az k8s-extension ${verb}`, {
    name: written.name,
    'extension-type': verb === 'create' ? 'Microsoft.AzureML.Kubernetes' : null,
    scope: verb === 'create' ? 'cluster' : null,
    subscription,
    'resource-group': group,
    'cluster-name': name,
    'cluster-type': isAks ? 'managedClusters' : 'connectedClusters',
  });
  const settings = Object.entries(written.settings).map(([key, value]) => shellWord(`${key}=${value}`));
  const secrets = written.secrets.map((key) => shellWord(`${key}=<value>`));
  return [line, ...listed('--config', settings), ...listed('--config-protected', secrets)].join(' ');
}

/** What a line of az writes. */
interface WrittenExtension {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Names of protected settings. */
  readonly secrets: readonly string[];
}

function listed(option: string, words: readonly string[]): string[] {
  return words.length === 0 ? [] : [option, ...words];
}
