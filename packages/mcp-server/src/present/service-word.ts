import { hideHeldSecrets } from '../runtime/held-secrets.js';

/** Forms that leave no room for a sentence, so that what has one of them may stand outside `untrusted`. */
const FORMS = {
  state: /^[A-Za-z]{1,40}$/,
  errorCode: /^[A-Za-z0-9]{1,80}$/,
  region: /^[a-z][a-z0-9]{1,39}$/i,
  version: /^v?\d{1,3}(?:\.\d{1,3}){1,2}(?:[+-][a-z0-9]{1,12}(?:[.-][a-z0-9]{1,12})?)?$/,
  label: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i,
  type: /^[A-Za-z]{1,40}(?:, ?[A-Za-z]{1,40})?$/,
  guid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  identityId:
    /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w().-]{1,90}\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[\w-]{1,128}$/i,
  /** A GUID, or what else is made of hexadecimal digits. */
  requestId: /^[0-9a-f][0-9a-f|:.-]{0,127}$/i,
} as const;

/** The service's word if it has the form that such words have, else null. */
export function serviceWord(text: string | null | undefined, form: keyof typeof FORMS): string | null {
  return typeof text === 'string' && FORMS[form].test(text) && hideHeldSecrets(text) === text ? text : null;
}
