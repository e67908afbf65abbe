import type { Pace } from '../../lro/schedule.js';
import { extensionIdOf } from '../facts/read-extensions.js';
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

/** Quotes a text for a shell: nothing in it means anything there. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The line of az that installs or updates the extension. Protected settings appear by name alone. */
export function extensionLine(
  verb: 'create' | 'update',
  { target }: Pick<PreparationContext, 'target'>,
  written: {
    readonly name: string;
    readonly settings: Readonly<Record<string, string>>;
    readonly secrets: readonly string[];
  },
): string {
  const [, , subscription = '', , group = '', , , type = '', cluster = ''] = target.resourceId.split('/');
  const settings = Object.entries(written.settings).map(([key, value]) => shellQuoted(`${key}=${value}`));
  const secrets = written.secrets.map((key) => shellQuoted(`${key}=<value>`));
  return [
    `az k8s-extension ${verb} --name ${shellQuoted(written.name)}`,
    ...(verb === 'create' ? ['--extension-type Microsoft.AzureML.Kubernetes --scope cluster'] : []),
    `--subscription ${subscription} --resource-group ${shellQuoted(group)} --cluster-name ${shellQuoted(cluster)}`,
    `--cluster-type ${type.toLowerCase() === 'managedclusters' ? 'managedClusters' : 'connectedClusters'}`,
    ...(settings.length === 0 ? [] : [`--config ${settings.join(' ')}`]),
    ...(secrets.length === 0 ? [] : [`--config-protected ${secrets.join(' ')}`]),
  ].join(' ');
}
