import { nearestWord } from '@azureml-kubernetes/core';

/** Other names of parameters, without case and separators, as Azure's own tools and other servers have them. */
const MEANT: Readonly<Record<string, string>> = {
  compute: 'name',
  computename: 'name',
  computetarget: 'name',
  target: 'name',
  workspaceid: 'workspace',
  workspacename: 'workspace',
  ws: 'workspace',
  cluster: 'resource_id',
  clusterid: 'resource_id',
  clusterresourceid: 'resource_id',
  clusterarmid: 'resource_id',
  aksid: 'resource_id',
  aksresourceid: 'resource_id',
  arcid: 'resource_id',
  armid: 'resource_id',
  id: 'resource_id',
  ns: 'namespace',
  k8snamespace: 'namespace',
  kubernetesnamespace: 'namespace',
  identity: 'identity_type',
  userassignedidentities: 'identity_ids',
  userassignedidentityids: 'identity_ids',
  whatif: 'dry_run',
  plan: 'dry_run',
  overwrite: 'replace',
  token: 'confirm_token',
  confirmation: 'confirm_token',
  confirmationtoken: 'confirm_token',
  confirm: 'confirm_token',
  timeout: 'max_wait_seconds',
  timeoutseconds: 'max_wait_seconds',
  waitseconds: 'max_wait_seconds',
  maxwait: 'max_wait_seconds',
  maxseconds: 'max_wait_seconds',
  state: 'until',
  goal: 'until',
  pagesize: 'limit',
  top: 'limit',
  maxresults: 'limit',
  nextcursor: 'cursor',
  page: 'cursor',
  pagetoken: 'cursor',
  subscription: 'subscription_ids',
  subscriptions: 'subscription_ids',
  enabletraining: 'training',
  enableinference: 'inference',
  settings: 'extension_settings',
  configurationsettings: 'extension_settings',
  parts: 'include',
  sections: 'include',
};

/** The parameter that an unknown name was probably meant to be; null where no parameter is similar. */
export function similarParameter(given: string, parameters: readonly string[]): string | null {
  const near = nearestWord(given, parameters);
  if (near !== null) return near;
  const meant = MEANT[given.slice(0, 64).toLowerCase().replaceAll(/[-_ ]/g, '')];
  return meant !== undefined && parameters.includes(meant) ? meant : null;
}
