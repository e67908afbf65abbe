import { EXTENSION_NAMESPACE, type Extension } from '../../domain/extension.js';
import type { Fact } from '../../domain/fact.js';
import { describeProblems } from '../../errors/service-problem.js';
import { explainExtension } from '../causes/explain-extension.js';
import {
  installExtension,
  registerProvider,
  reinstallExtension,
  updateExtension,
} from '../causes/in-place.js';
import { extensionNameIn, type Place } from '../causes/place.js';
import { type Check, outcomesOf, unseen } from './check.js';

const DEPLOY = 'Azure ML documentation, deploy the extension';
/** The code of ARM for a provider that the subscription has not registered. */
const UNREGISTERED = 'MissingSubscriptionRegistration';

/** Installed for the whole cluster, healthy, of a maintained version, and with training or inference switched on. */
export function checkExtension(fact: Fact<Extension | null>, where: Where): Check[] {
  const { pass, fail } = outcomesOf('extension', DEPLOY);
  const extension = fact.kind === 'read' ? fact.value : null;
  const place: Place = {
    ...where,
    extension: extensionNameIn(extension),
    features: extension,
    compute: null,
  };
  if (fact.kind === 'absent') return [];
  if (fact.kind === 'unreadable' && fact.code === UNREGISTERED) return [unregistered(place)];
  if (fact.kind !== 'read') return [unseen('extension', fact, 'the extensions of the cluster')];
  if (extension === null) {
    return [
      fail(
        'the Azure Machine Learning extension is not installed in the cluster',
        `Install it: ${installExtension(place)}`,
      ),
    ];
  }
  return [
    pass(extension.name),
    checkHealth(extension, place),
    checkScope(extension, place),
    checkExtensionVersion(extension, place),
    checkFeatures(extension, place),
  ];
}

/** Where the extension is looked for. */
type Where = Pick<Place, 'cluster' | 'workspace'>;

function unregistered(place: Place): Check {
  const { fail } = outcomesOf('extension', 'user reports, MicrosoftDocs/azure-docs 75968, 99764');
  const check = fail(
    'the subscription has not registered Microsoft.KubernetesConfiguration, so there can be no extension',
    `Register the provider, then install the extension: ${registerProvider(place, 'Microsoft.KubernetesConfiguration')}`,
  );
  return { ...check, cause: 'provider-unregistered' };
}

function checkHealth({ provisioningState, problems }: Extension, place: Place): Check {
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
      return { ...fail(evidence, 'Remove the reason'), ...explained(problems, place) };
  }
}

/** Advice by the reason that the extension gives. A reason that is not known is named so, and is no cause of its own. */
function explained(problems: Extension['problems'], place: Place): Partial<Check> {
  const { id, stage, cause, fix, source } = explainExtension(problems, place);
  return { fix, source, explanation: cause, ...(stage === 'unknown' ? {} : { cause: id }) };
}

/** In another scope its installer may not create what belongs to the whole cluster. */
function checkScope({ scope }: Extension, place: Place): Check {
  const { pass, warn, fail, unknown } = outcomesOf(
    'extension-scope',
    'Azure ML documentation, deploy the extension; user reports, Azure/AML-Kubernetes 283, 285',
  );
  const again = `Remove it and install it with scope cluster: ${reinstallExtension(place)}`;
  switch (scope.kind) {
    case 'unknown':
      return unknown('the extension does not tell its scope');
    case 'namespace':
      return fail('the extension is installed with scope namespace', again);
    case 'cluster':
      return scope.namespace === null || scope.namespace === EXTENSION_NAMESPACE
        ? pass('the extension is installed for the whole cluster')
        : warn(`the extension is installed in another namespace than ${EXTENSION_NAMESPACE}`, again);
  }
}

/** The first releases (1.0) still needed Azure Relay on AKS and kept their healthcheck elsewhere. */
function checkExtensionVersion({ version, releaseTrain, upgradesItself }: Extension, place: Place): Check {
  const { pass, warn, unknown } = outcomesOf(
    'extension-version',
    'Azure/AML-Kubernetes, release notes; Azure ML documentation, deploy the extension',
  );
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  if (major === undefined) return unknown('the extension does not tell its version');
  const upgrades = upgradesItself === false ? ', without automatic upgrades' : '';
  const evidence = `version ${version} of train ${releaseTrain ?? 'unknown'}${upgrades}`;
  if (Number(major) < 1 || (major === '1' && minor === '0'))
    return warn(
      evidence,
      `Update the extension, and let it install minor versions by itself: ${updateExtension(place, '--auto-upgrade-minor-version true')}`,
    );
  const train = (releaseTrain ?? 'stable').toLowerCase();
  return train === 'stable'
    ? pass(evidence)
    : warn(
        evidence,
        `Install the extension from the train stable: ${updateExtension(place, '--release-train stable')}`,
      );
}

function checkFeatures({ trainingEnabled, inferenceEnabled }: Extension, place: Place): Check {
  const { pass, warn } = outcomesOf('extension-features', DEPLOY);
  const on = [...(trainingEnabled ? ['training'] : []), ...(inferenceEnabled ? ['inference'] : [])];
  return on.length > 0
    ? pass(`${on.join(' and ')} switched on`)
    : warn(
        'neither training nor inference is switched on',
        `Update the extension with enableTraining=True or enableInference=True: ${updateExtension(place, '--config enableTraining=True')}`,
      );
}
