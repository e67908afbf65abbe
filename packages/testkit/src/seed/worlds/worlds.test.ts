import { describe, expect, it } from 'vitest';
import { openSession } from '../../../test/session.js';
import { demoIds } from '../demo-seed.js';
import { parseSeed } from '../parse-seed.js';
import { isSeedName } from './named-seeds.js';
import { worldFamilies, worlds } from './worlds.js';

const all = Object.entries(worlds);

describe('the worlds', () => {
  it('stand in one family each, and are seeds of the kit', () => {
    const names = worldFamilies.flatMap((family) => Object.keys(family.worlds));
    expect(names).toEqual(Object.keys(worlds));
    expect(names.every(isSeedName)).toBe(true);
  });

  it.each(all)('%s is what a seed file may hold, and says in one line what is planted', (_, seed) => {
    expect(parseSeed(JSON.stringify(seed))).toEqual(seed);
    expect(seed.about.summary).toMatch(/^[^\n]{10,130}$/);
  });

  it.each(all)('%s gives nothing away by its names', (name, seed) => {
    const clusters = (seed.clusters ?? []).map((cluster) => cluster.name);
    const computes = (seed.workspaces ?? []).flatMap(({ computes: own = [] }) => own.map((one) => one.name));
    for (const given of [...clusters, ...computes]) expect(given).toMatch(/^(?:c\d|gpu)$/);
    expect(JSON.stringify({ ...seed, about: null })).not.toContain(name);
  });

  it('are served by their names', async () => {
    const { attach, clock, service } = openSession({ seed: 'extension-missing' });
    await attach('gpu', { resourceId: demoIds.aksId.replace('demo-aks', 'c1') });
    await clock.advance(3000);
    expect(JSON.stringify(service.control.computes.get('gpu').provisioningErrors)).toContain(
      'ClusterServiceNotFound',
    );
  });
});
