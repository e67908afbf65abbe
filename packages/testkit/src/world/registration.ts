import type { RegistrationRecord } from './preparing-records.js';
import type { World } from './world.js';

/** The words of a registration (recorded). */
export type RegistrationState = 'NotRegistered' | 'Registering' | 'Registered';

/** Under which key a registration is kept. */
export function registrationKey({
  subscriptionId,
  namespace,
}: Pick<RegistrationRecord, 'subscriptionId' | 'namespace'>): string {
  return `${subscriptionId}/${namespace}`.toLowerCase();
}

/** How far the registration of a resource provider has come at `now`; without a record it is registered. */
export function registrationAt(
  world: World,
  provider: Pick<RegistrationRecord, 'subscriptionId' | 'namespace'>,
  now: number,
): RegistrationState {
  const record = world.registrations.get(registrationKey(provider));
  if (record === undefined) return 'Registered';
  if (record.acceptedAt === null) return 'NotRegistered';
  return now < record.acceptedAt + record.durationMs ? 'Registering' : 'Registered';
}
