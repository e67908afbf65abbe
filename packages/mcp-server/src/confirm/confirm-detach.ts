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
  return (
    `Detach compute "${name}" from workspace "${workspace}" (resource group "${group}")? ` +
    `Jobs can no longer be sent to it. Its cluster "${clusterName(clusterResourceId)}" keeps running and is not changed.`
  );
}

/** The service takes any text for a name there; one that no cluster can have is not shown. */
function clusterName(id: string | null): string {
  const name = id?.split('/').at(-1) ?? '';
  return CLUSTER_NAME.test(name) ? name : 'unknown';
}

/** As AKS and Azure Arc name clusters (published naming rules). */
const CLUSTER_NAME = /^[A-Za-z0-9_-]{1,63}$/;
