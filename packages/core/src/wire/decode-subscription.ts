import * as z from 'zod';

const subscription = z.looseObject({ subscriptionId: z.guid(), state: z.string().nullish() });

/** A subscription in a list. */
export interface ListedSubscription {
  readonly id: string;
  /** False where the service says that it is disabled or deleted, and so can hold no cluster that runs. */
  readonly isUsable: boolean;
}

/** A subscription in the JSON of a list, or null when the entry is something else. */
export function decodeSubscription(value: unknown): ListedSubscription | null {
  const parsed = subscription.safeParse(value).data;
  if (parsed === undefined) return null;
  const state = parsed.state?.toLowerCase() ?? 'enabled';
  return { id: parsed.subscriptionId, isUsable: state !== 'disabled' && state !== 'deleted' };
}
