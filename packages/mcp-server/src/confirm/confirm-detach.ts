import type { Compute } from '@azureml-kubernetes/core';
import type { ConfirmDetach } from '../catalogue/tool-context.js';
import type { Consent } from './ask.js';
import { computeFingerprint } from './compute-fingerprint.js';
import type { Confirm } from './create-confirm.js';

/** Asks whether a compute may be detached. */
export function confirmDetach(confirm: Confirm): ConfirmDetach {
  return ({ compute, token, signal }) => confirm({ consent: consentTo(compute), token, signal });
}

function consentTo(compute: Compute): Consent {
  return {
    action: 'detach',
    subject: computeFingerprint(compute),
    changes: [],
    title: `the detach of ${compute.name}`,
    question: questionFor(compute),
  };
}

/** Only names and ids of a fixed form are shown: a description could argue for a yes. */
function questionFor({ id, clusterResourceId }: Compute): string {
  const [, , , , group = '', , , , workspace = '', , name = ''] = id.split('/');
  const cluster = /^[\w().-]{1,260}$/.exec(clusterResourceId?.split('/').at(-1) ?? '')?.[0] ?? 'unknown';
  return (
    `Detach compute "${name}" from workspace "${workspace}" (resource group "${group}")? ` +
    `Jobs can no longer be sent to it. Its cluster "${cluster}" keeps running and is not changed.`
  );
}
