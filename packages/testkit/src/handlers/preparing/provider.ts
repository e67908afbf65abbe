import type { JsonObject } from '../../json.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import { providerNotFound, providerNotRegistered } from '../../refusals/preparing-refusals.js';
import { apiVersions, type VersionedType } from '../../service/api-versions.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { REGIONS } from '../../service/regions.js';
import { guidFrom } from '../../world/guid-source.js';
import { registrationAt, registrationKey } from '../../world/registration.js';

/** Resource types of each provider (documented), with the api-versions that the fake serves. */
const PROVIDERS: Readonly<Record<string, Readonly<Record<string, VersionedType>>>> = {
  'Microsoft.KubernetesConfiguration': {
    extensions: 'Microsoft.KubernetesConfiguration/extensions',
    extensionTypes: 'Microsoft.KubernetesConfiguration/extensionTypes',
  },
  'Microsoft.ContainerService': { managedClusters: 'Microsoft.ContainerService/managedClusters' },
  'Microsoft.Kubernetes': { connectedClusters: 'Microsoft.Kubernetes/connectedClusters' },
  'Microsoft.MachineLearningServices': { workspaces: 'Microsoft.MachineLearningServices/workspaces' },
  'Microsoft.Relay': { namespaces: 'Microsoft.Relay/namespaces' },
  'Microsoft.ManagedIdentity': {
    userAssignedIdentities: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  },
};

/** Display names, as the provider gives them (recorded). */
const LOCATIONS = REGIONS.map(({ displayName }) => displayName);

/** How far the registration of a resource provider has come (recorded). */
export function getProvider(call: ArmCall, service: ServiceContext): Answer {
  return answerJson(providerBody(namespaceOf(call), call, service), { indent: 0 });
}

/** The resource providers that the fake knows, registered or not (documented). */
export function listProviders(call: ArmCall, service: ServiceContext): Answer {
  const value = Object.keys(PROVIDERS).map((namespace) => providerBody(namespace, call, service));
  return answerJson({ value }, { indent: 0 });
}

/** Asks for a registration: 200 at once, with the state Registering and no operation (recorded). */
export function registerProvider(call: ArmCall, service: ServiceContext): Answer {
  const provider = { subscriptionId: param(call, 'subscription'), namespace: namespaceOf(call) };
  if (registrationAt(service.world, provider, call.now) === 'NotRegistered')
    service.world.registrations.set(registrationKey(provider), {
      ...provider,
      acceptedAt: call.now,
      durationMs: call.plan.durationMs ?? service.provisioning.prepareMs,
    });
  return answerJson(providerBody(provider.namespace, call, service), { indent: 0 });
}

/** @throws ArmRefusal 409 `MissingSubscriptionRegistration` */
export function requireRegistered(
  { now }: ArmCall,
  { world }: ServiceContext,
  provider: { readonly subscriptionId: string; readonly namespace: string },
): void {
  if (registrationAt(world, provider, now) !== 'Registered') throw providerNotRegistered(provider.namespace);
}

function namespaceOf(call: ArmCall): string {
  const asked = param(call, 'namespace');
  const namespace = Object.keys(PROVIDERS).find((known) => known.toLowerCase() === asked.toLowerCase());
  if (namespace === undefined) throw providerNotFound(asked);
  return namespace;
}

function providerBody(namespace: string, call: ArmCall, { world }: ServiceContext): JsonObject {
  const subscriptionId = param(call, 'subscription');
  return {
    id: `/subscriptions/${subscriptionId}/providers/${namespace}`,
    namespace,
    authorizations: [
      {
        applicationId: guidFrom(`application of ${namespace}`),
        roleDefinitionId: guidFrom(`role of ${namespace}`),
      },
    ],
    resourceTypes: Object.entries(PROVIDERS[namespace] ?? {}).map(([resourceType, type]) => ({
      resourceType,
      locations: LOCATIONS,
      apiVersions: [...apiVersions[type]].reverse(),
      capabilities: 'None',
    })),
    registrationState: registrationAt(world, { subscriptionId, namespace }, call.now),
    registrationPolicy: 'RegistrationRequired',
  };
}
