import type { Extension } from '../../domain/extension.js';
import type { Fact } from '../../domain/fact.js';
import { describeProblems } from '../../errors/service-problem.js';
import { EXTENSION_RULES } from '../causes/extension-rules.js';
import { findRule } from '../causes/find-rule.js';
import { type Check, outcomesOf, unseen } from './check.js';

const DEPLOY = 'Azure ML documentation, deploy the extension';
/** The code of ARM for a provider that the subscription has not registered. */
const UNREGISTERED = 'MissingSubscriptionRegistration';

/** Installed, healthy, of a version that is cared for, and with training or inference switched on. */
export function checkExtension(fact: Fact<Extension | null>): Check[] {
  const { pass, fail } = outcomesOf('extension', DEPLOY);
  if (fact.kind === 'absent') return [];
  if (fact.kind === 'unreadable' && fact.code === UNREGISTERED) return [unregistered()];
  if (fact.kind !== 'read') return [unseen('extension', fact, 'the extensions of the cluster')];
  const extension = fact.value;
  if (extension === null) {
    return [
      fail(
        'the Azure Machine Learning extension is not installed in the cluster',
        'Install it: az k8s-extension create --extension-type Microsoft.AzureML.Kubernetes --scope cluster ' +
          '--config enableTraining=True enableInference=True',
      ),
    ];
  }
  return [
    pass(extension.name),
    checkHealth(extension),
    checkExtensionVersion(extension),
    checkFeatures(extension),
  ];
}

function unregistered(): Check {
  const { fail } = outcomesOf('extension', 'user reports, MicrosoftDocs/azure-docs 75968, 99764');
  const check = fail(
    'the subscription has not registered Microsoft.KubernetesConfiguration, so there can be no extension',
    'az provider register --namespace Microsoft.KubernetesConfiguration, then install the extension',
  );
  return { ...check, cause: 'provider-unregistered' };
}

function checkHealth({ provisioningState, problems }: Extension): Check {
  const { pass, warn, fail, unknown } = outcomesOf(
    'extension-healthy',
    'Azure ML documentation, troubleshoot the extension',
  );
  const details = problems.length === 0 ? '' : `: ${describeProblems(problems)}`;
  const evidence = `the extension is ${provisioningState ?? 'in an unknown state'}${details}`;
  switch (provisioningState?.toLowerCase()) {
    case 'succeeded':
      return pass(evidence);
    case 'creating':
    case 'updating':
      return warn(evidence, 'Wait until the installation has ended, then attach');
    case undefined:
      return unknown(evidence);
    default:
      return explained(
        fail(
          evidence,
          'Read the healthcheck (configmap arcml-healthcheck in namespace azureml), remove its cause, reinstall it',
        ),
        problems,
      );
  }
}

/** The first reason that a rule knows takes the place of the general advice. */
function explained(check: Check, problems: Extension['problems']): Check {
  const rules = EXTENSION_RULES.filter(({ confidence }) => confidence !== 'possible');
  const rule = problems.map((problem) => findRule(problem, rules)).find((found) => found !== undefined);
  return rule === undefined ? check : { ...check, fix: rule.fix, source: rule.source, cause: rule.id };
}

/** The first releases (1.0) still needed Azure Relay on AKS and kept their healthcheck elsewhere. */
function checkExtensionVersion({ version, releaseTrain, upgradesItself }: Extension): Check {
  const { pass, warn, unknown } = outcomesOf(
    'extension-version',
    'Azure/AML-Kubernetes, release notes; Azure ML documentation, deploy the extension',
  );
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  if (major === undefined) return unknown('the extension does not tell its version');
  const upgrades = upgradesItself === false ? ', without automatic upgrades' : '';
  const evidence = `version ${version} of train ${releaseTrain ?? 'unknown'}${upgrades}`;
  if (Number(major) < 1 || (major === '1' && minor === '0'))
    return warn(evidence, 'Update the extension, and let it install minor versions by itself');
  const train = (releaseTrain ?? 'stable').toLowerCase();
  return train === 'stable' ? pass(evidence) : warn(evidence, 'Install the extension from the train stable');
}

function checkFeatures({ trainingEnabled, inferenceEnabled }: Extension): Check {
  const { pass, warn } = outcomesOf('extension-features', DEPLOY);
  const on = [...(trainingEnabled ? ['training'] : []), ...(inferenceEnabled ? ['inference'] : [])];
  return on.length > 0
    ? pass(`${on.join(' and ')} switched on`)
    : warn(
        'neither training nor inference is switched on',
        'Update the extension with enableTraining=True or enableInference=True',
      );
}
