import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClusterId, parseWorkspaceId } from '../ids/resource-ids.js';
import { md5 } from './md5.js';
import { isRelayNamespace, relayNamesOf } from './relay-names.js';
import { roleAssignmentIdOf } from './role-assignment-id.js';
import { trustedAccessNameOf } from './trusted-access-name.js';

const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555';
const arc = (name: string, group: string) =>
  parseClusterId(
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}/providers/Microsoft.Kubernetes/connectedClusters/${name}`,
  );

describe('relayNamesOf', () => {
  it.each([
    ['c1', 'rg', 'c111111111222233334444555555555555rgrelay'],
    ['edge-cluster-01', 'rg-edge-prod', 'edgecluster011111111122223333444455555555555351c23'],
  ])('names the Relay of %s in %s as the command line does', (name, group, namespace) => {
    expect(relayNamesOf(arc(name, group))).toEqual({
      namespace,
      hybridConnection: name,
      rule: 'azureml_rw',
    });
  });

  it('keeps every namespace within 50 letters and digits', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,60}[a-z0-9]$/);
    fc.assert(
      fc.property(name, fc.stringMatching(/^[a-z][\w.-]{0,80}[a-z0-9]$/), (cluster, group) => {
        expect(isRelayNamespace(relayNamesOf(arc(cluster, group)).namespace)).toBe(true);
      }),
    );
  });

  it('does not take a name that begins with a digit for one that Relay accepts', () => {
    expect(isRelayNamespace(relayNamesOf(arc('1c', 'rg')).namespace)).toBe(false);
  });
});

it('hashes any text as MD5 does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(md5(text)).toBe(createHash('md5').update(text).digest('hex'));
    }),
  );
});

describe('roleAssignmentIdOf', () => {
  const grant = {
    scope: `/subscriptions/${SUBSCRIPTION}/resourcegroups/rg1/providers/microsoft.containerservice/managedclusters/aks1`,
    principalId: '22222222-3333-4444-5555-666666666666',
    roleId: '85cb6faf-e071-4c9b-8136-154b5a04f717',
  };

  it('gives the id of the check vector, whatever the casing', async () => {
    const expected = 'fce62379-088c-5dfa-9688-65febc5d18d1';
    expect(await roleAssignmentIdOf(grant)).toBe(expected);
    expect(await roleAssignmentIdOf({ ...grant, scope: grant.scope.toUpperCase() })).toBe(expected);
  });

  it('gives another id for another role', async () => {
    expect(await roleAssignmentIdOf({ ...grant, roleId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7' })).not.toBe(
      await roleAssignmentIdOf(grant),
    );
  });
});

it('names a binding within the 24 characters that AKS allows, without regard to casing', async () => {
  const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws1`;
  const name = await trustedAccessNameOf(parseWorkspaceId(id));
  expect(name).toMatch(/^aml-[0-9a-f]{20}$/);
  expect(await trustedAccessNameOf(parseWorkspaceId(id.replace('ws1', 'WS1')))).toBe(name);
});
