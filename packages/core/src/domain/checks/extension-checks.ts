import { type Check, unseen } from '../check.js';
import type { Extension } from '../extension.js';
import type { Fact } from '../fact.js';

const SOURCE = 'Azure ML documentation, deploy the extension';

/** Installed, healthy, and with training or inference switched on. */
export function checkExtension(fact: Fact<Extension | null>): Check[] {
  if (fact.kind === 'absent') return [];
  if (fact.kind !== 'read') return [unseen('extension', fact, 'the extensions of the cluster')];
  const extension = fact.value;
  if (extension === null) return [notInstalled()];
  const evidence = `${extension.name} ${extension.version ?? ''}`.trim();
  const installed: Check = { id: 'extension', status: 'pass', evidence, fix: null, source: SOURCE };
  return [installed, checkHealth(extension), checkFeatures(extension)];
}

function notInstalled(): Check {
  return {
    id: 'extension',
    status: 'fail',
    evidence: 'the Azure Machine Learning extension is not installed in the cluster',
    fix:
      'Install it: az k8s-extension create --extension-type Microsoft.AzureML.Kubernetes --scope cluster ' +
      '--config enableTraining=True enableInference=True',
    source: SOURCE,
  };
}

function checkHealth({ provisioningState, statuses }: Extension): Check {
  const details = statuses.length === 0 ? '' : `: ${statuses.join('; ')}`;
  const evidence = `the extension is ${provisioningState ?? 'in an unknown state'}${details}`;
  const base = {
    id: 'extension-healthy',
    evidence,
    source: 'Azure ML documentation, troubleshoot the extension',
  } as const;
  switch (provisioningState?.toLowerCase()) {
    case 'succeeded':
      return { ...base, status: 'pass', fix: null };
    case 'creating':
    case 'updating':
      return { ...base, status: 'warn', fix: 'Wait until the installation has ended, then attach' };
    case undefined:
      return { ...base, status: 'unknown', fix: null };
    default:
      return {
        ...base,
        status: 'fail',
        fix: 'Read the healthcheck (configmap arcml-healthcheck in namespace azureml), remove its cause, install anew',
      };
  }
}

function checkFeatures({ trainingEnabled, inferenceEnabled }: Extension): Check {
  const on = [...(trainingEnabled ? ['training'] : []), ...(inferenceEnabled ? ['inference'] : [])];
  if (on.length > 0) {
    const evidence = `${on.join(' and ')} switched on`;
    return { id: 'extension-features', status: 'pass', evidence, fix: null, source: SOURCE };
  }
  return {
    id: 'extension-features',
    status: 'warn',
    evidence: 'neither training nor inference is switched on',
    fix: 'Update the extension with enableTraining=True or enableInference=True',
    source: SOURCE,
  };
}
