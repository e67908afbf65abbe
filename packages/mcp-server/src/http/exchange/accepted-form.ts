/** What form of answer a client takes. */
export type AcceptedForm = 'any' | 'json' | 'events' | 'neither';

const JSON_TYPES = ['application/json', 'application/*', '*/*'];
const EVENT_TYPES = ['text/event-stream', 'text/*', '*/*'];

/** Reads an `Accept` header. A client that sends none takes any form. */
export function acceptedForm(accept: string | undefined): AcceptedForm {
  const types = (accept ?? '').split(',').filter((part) => part.trim() !== '');
  if (types.length === 0) return 'any';
  const taken = types.filter((part) => !/;\s*q=0(?:\.0*)?\s*(?:;|$)/i.test(part)).map(nameOf);
  const json = taken.some((type) => JSON_TYPES.includes(type));
  const events = taken.some((type) => EVENT_TYPES.includes(type));
  if (json && events) return 'any';
  if (json) return 'json';
  return events ? 'events' : 'neither';
}

function nameOf(part: string): string {
  return part.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
