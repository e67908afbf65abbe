import { type Answer, answerJson } from '../../refusals/answer.js';
import { TENANT_ID } from '../../world/tenant-id.js';

/** The tenants that the caller has an account in (documented): that of the fake, also with a token of another one. */
export function listTenants(): Answer {
  const tenant = {
    id: `/tenants/${TENANT_ID}`,
    tenantId: TENANT_ID,
    countryCode: 'US',
    displayName: 'Testkit tenant',
    domains: ['testkit.example'],
    tenantCategory: 'Home',
    defaultDomain: 'testkit.example',
    tenantType: 'AAD',
  };
  return answerJson({ value: [tenant] }, { indent: 0 });
}
