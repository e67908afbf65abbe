// Attaches so many clusters at once, in virtual time, and counts what that asks of the service.
import { createCountedService } from './counted-service.js';
import type { Fleet, FleetCase, FleetResult } from './fleet.js';
import { createOfficialFleet } from './official-fleet.js';
import { createOurFleet } from './our-fleet.js';
import { VirtualClock } from './virtual-clock.js';

const asked: FleetCase = JSON.parse(process.argv[2] ?? '');
const { who, count, workspaces, processes, buckets } = asked;
const clock = new VirtualClock();
const service = createCountedService(clock, { throttle: buckets === 'throttled', workspaces });
const fleet: Fleet =
  who === 'ours' ? createOurFleet(clock, service, asked) : await createOfficialFleet(clock, service);

const members = Array.from({ length: count }, (_unused, index) => ({
  name: `fleet${index}x`,
  workspace: index % workspaces,
  process: Math.floor(index / workspaces) % processes,
}));
const outcomes = await clock.runUntil(Promise.allSettled(members.map((member) => fleet.attach(member))));
const attached = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
const failed = outcomes.find((outcome) => outcome.status === 'rejected');
if (failed !== undefined) process.stderr.write(`the first failure: ${String(failed.reason)}\n`);
const looks = attached.filter((looked) => looked !== null);
const result: FleetResult = {
  ...service.counts,
  attached: attached.length,
  lastSeconds: clock.monotonic() / 1_000,
  looks: looks.length === 0 ? null : looks.reduce((most, looked) => Math.max(most, looked), 0),
};
process.stdout.write(JSON.stringify(result), () => process.exit(0));
