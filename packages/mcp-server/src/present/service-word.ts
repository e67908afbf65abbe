/** Forms that leave no room for a sentence, so that what has one of them may stand outside `untrusted`. */
const FORMS = {
  state: /^[A-Za-z]{1,32}$/,
  errorCode: /^[A-Za-z0-9_.]{1,80}$/,
  label: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i,
  type: /^[A-Za-z]{1,40}(?:, ?[A-Za-z]{1,40})?$/,
  guid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  identityId:
    /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w().-]{1,90}\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[\w-]{1,128}$/i,
  requestId: /^[\w.:-]{1,128}$/,
} as const;

/** The service's word if it has the form that such words have, else null. */
export function serviceWord(text: string | null | undefined, form: keyof typeof FORMS): string | null {
  return typeof text === 'string' && FORMS[form].test(text) ? text : null;
}
