import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PrepareTargetInput } from '../src/index.js';
import { AKS, ARC, ArmDouble } from './arm-double.js';
import { small } from './preparing-steps.js';

const flag = fc.option(fc.boolean());

/** Whatever a user may ask of an extension that serves models by one of three ways, or does not. */
const extension = fc.record({
  training: flag,
  inference: flag,
  router: fc.constantFrom('nodePort', 'loadBalancer', 'clusterIP'),
  settings: fc
    .dictionary(fc.stringMatching(/^[a-z][a-zA-Z.]{0,12}$/), fc.stringMatching(/^[\w. =-]{1,20}$/))
    .map((given) => ({ ...given, allowInsecureConnections: 'True' })),
  protectedSettings: fc.dictionary(
    fc.stringMatching(/^mine[a-z]{1,8}$/),
    fc.string({ minLength: 1, maxLength: 20 }),
  ),
});

const target: fc.Arbitrary<PrepareTargetInput> = fc.record({
  resourceId: fc.constantFrom(AKS, ARC),
  extension: extension.filter(
    ({ training, inference }) => (training ?? inference === null) || inference === true,
  ),
  namespace: fc.constantFrom('default', 'ml'),
  createNamespace: fc.boolean(),
  grantRoles: fc.boolean(),
  instanceTypes: fc.constantFrom(null, { small }),
});

it('has nothing left but steps by hand after a preparation, whatever was asked for', async () => {
  await fc.assert(
    fc.asyncProperty(target, async (wanted) => {
      const arm = new ArmDouble({ userIdentity: true });
      const { kind } = await arm.client().prepare(wanted, { inCluster: 'write' });
      const sent = arm.writes().length;
      const plan = await arm.client().planPreparation(wanted, { inCluster: 'off' });
      const open = plan.steps.filter(({ state }) => state !== 'done').map(({ id, state }) => [id, state]);
      expect(open.filter(([id]) => id !== 'namespace' && id !== 'instance-types' && id !== 'roles')).toEqual(
        [],
      );
      expect(open.every(([, state]) => state === 'by-hand' || state === 'unknown')).toBe(true);
      expect(kind).toMatch(/^(?:prepared|blocked)$/);
      const again = await arm.client().prepare(wanted, { inCluster: 'off' });
      expect([again.kind === 'failed', arm.writes().length]).toEqual([false, sent]);
    }),
    { numRuns: 60 },
  );
});
