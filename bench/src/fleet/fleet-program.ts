// Attaches so many clusters at once, in virtual time, and counts what that asks of the service.
import { createCountedService } from './counted-service.js';
import type { Fleet, FleetResult } from './fleet.js';
import { createOfficialFleet } from './official-fleet.js';
import { createOurFleet } from './our-fleet.js';
import { VirtualClock } from './virtual-clock.js';

const [who = '', countText = '', buckets = ''] = process.argv.slice(2);
const clock = new VirtualClock();
const service = createCountedService(clock, buckets === 'throttled');
const fleet: Fleet =
  who === 'ours' ? createOurFleet(clock, service) : await createOfficialFleet(clock, service);

const names = Array.from({ length: Number(countText) }, (_unused, index) => `fleet${index}x`);
const outcomes = await clock.runUntil(Promise.allSettled(names.map((name) => fleet.attach(name))));
const attached = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
const looks = attached.filter((count) => count !== null);
const result: FleetResult = {
  ...service.counts,
  attached: attached.length,
  lastSeconds: clock.monotonic() / 1_000,
  looks: looks.length === 0 ? null : looks.reduce((most, count) => Math.max(most, count), 0),
};
process.stdout.write(JSON.stringify(result), () => process.exit(0));
