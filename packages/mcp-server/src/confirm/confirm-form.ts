import type { Consent } from './ask.js';

const TITLES = { detach: 'Detach it', prepare: 'Prepare it' } as const;

/** The form that a person confirms with: one box. What counts as a yes is decided here, not by the client. */
export function confirmForm({ action }: Pick<Consent, 'action'>) {
  return {
    type: 'object' as const,
    properties: { confirm: { type: 'boolean' as const, title: TITLES[action], default: false } },
    required: ['confirm'],
  };
}
