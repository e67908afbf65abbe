import type { Suite } from '../suite.js';
export const fleetSuite: Suite = {
  name: 'fleet',
  run: async () => ({ suite: 'fleet', title: 'f', about: '', columns: [], rows: [], goals: [], remarks: [] }),
};
