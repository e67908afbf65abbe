import { amount, flag, list, orNull, type Shape, text, word } from '../../src/shape/shape.js';
import { type AnyJson, exactly, filled, guid, string, strings } from './common-shapes.js';
import { errorBody } from './error-shapes.js';

/** A resource provider (recorded). */
export const provider: Shape<AnyJson> = exactly({
  id: text('must be the id of a provider', '…', /^\/subscriptions\/[^/]+\/providers\/Microsoft\.[A-Za-z]+$/),
  namespace: filled,
  authorizations: list(exactly({ applicationId: guid, roleDefinitionId: guid })),
  resourceTypes: list(
    exactly({
      resourceType: filled,
      locations: list(filled),
      apiVersions: list(filled),
      capabilities: filled,
    }),
  ),
  registrationState: word('NotRegistered', 'Registering', 'Registered'),
  registrationPolicy: word('RegistrationRequired'),
});

/** What a poll of an extension says: no percent, no times (recorded). */
export const extensionOperation: Shape<AnyJson> = exactly(
  {
    id: filled,
    name: guid,
    status: word('Creating', 'Updating', 'Deleting', 'Succeeded', 'Failed', 'Canceled'),
    error: errorBody,
  },
  'error',
);

const zulu = text('must be an instant with seven digits', '…', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);

/** What a poll of a Trusted Access binding says (recorded; the error is assumed). */
export const trustedAccessOperation: Shape<AnyJson> = exactly(
  {
    name: guid,
    status: word('InProgress', 'Succeeded', 'Failed', 'Canceled'),
    startTime: zulu,
    endTime: zulu,
    error: errorBody,
  },
  'endTime',
  'error',
);

/** A role of Trusted Access (recorded). */
export const trustedAccessRole: Shape<AnyJson> = exactly({
  sourceResourceType: filled,
  name: filled,
  rules: list(exactly({ verbs: list(filled), apiGroups: list(string), resources: list(filled) })),
});

/** The flat 404 of a binding (recorded 2022). */
export const flatRefusal: Shape<AnyJson> = exactly({ code: filled, message: filled, subcode: filled });

/** The result of a command: running, run, or not run (the last: published example). */
export const commandResult: Shape<AnyJson> = exactly({
  id: text('must be 32 hex digits', '…', /^[0-9a-f]{32}$/),
  properties: exactly(
    {
      provisioningState: word('Running', 'Succeeded', 'succeeded', 'failed'),
      exitCode: amount('must be a number', 0),
      startedAt: filled,
      finishedAt: filled,
      logs: string,
      reason: filled,
    },
    'exitCode',
    'startedAt',
    'finishedAt',
    'logs',
    'reason',
  ),
});

const relayState = exactly({
  provisioningState: word('Created', 'Succeeded'),
  metricId: filled,
  createdAt: filled,
  updatedAt: filled,
  serviceBusEndpoint: text(
    'must be its endpoint',
    '…',
    /^https:\/\/[a-z0-9-]+\.servicebus\.windows\.net:443\/$/i,
  ),
  status: word('Activating', 'Active'),
});

/** A Relay namespace (recorded). */
export const relay: Shape<AnyJson> = exactly({
  sku: exactly({ name: word('Standard'), tier: word('Standard') }),
  id: filled,
  name: filled,
  type: word('Microsoft.Relay/Namespaces'),
  location: filled,
  tags: strings,
  properties: relayState,
});

/** A hybrid connection (recorded). */
export const hybridConnection: Shape<AnyJson> = exactly({
  id: filled,
  name: filled,
  type: word('Microsoft.Relay/Namespaces/HybridConnections'),
  location: filled,
  properties: exactly({
    createdAt: filled,
    updatedAt: filled,
    listenerCount: amount('must be a number', 0),
    requiresClientAuthorization: flag,
  }),
});

/** An authorization rule (recorded). */
export const relayRule: Shape<AnyJson> = exactly({
  id: filled,
  name: filled,
  type: word('Microsoft.Relay/Namespaces/HybridConnections/AuthorizationRules'),
  location: filled,
  properties: exactly({ rights: list(word('Manage', 'Send', 'Listen')) }),
});

const key = text('must have 44 characters of base64', '…', /^[A-Za-z0-9+/]{43}=$/);
const connectionString = text(
  'must be a connection string',
  '…',
  /^Endpoint=sb:\/\/[^;]+\/;SharedAccessKeyName=[^;]+;SharedAccessKey=[^;]{44};EntityPath=[^;]+$/,
);

/** The keys of a rule (recorded). */
export const relayKeys: Shape<AnyJson> = exactly({
  primaryConnectionString: connectionString,
  secondaryConnectionString: connectionString,
  primaryKey: key,
  secondaryKey: key,
  keyName: filled,
});

const never = orNull(word<never>());

/** An extension type (recorded for others). */
export const extensionType: Shape<AnyJson> = exactly({
  id: filled,
  name: filled,
  type: word('Microsoft.KubernetesConfiguration/extensionTypes'),
  properties: exactly({
    extensionType: filled,
    description: filled,
    isSystemExtension: flag,
    publisher: filled,
    isManagedIdentityRequired: flag,
    supportedClusterTypes: list(filled),
    supportedScopes: exactly({
      defaultScope: filled,
      clusterScopeSettings: exactly({ allowMultipleInstances: flag, defaultReleaseNamespace: filled }),
    }),
    planInfo: exactly({ offerId: never, planId: never, publisherId: filled }),
  }),
});

/** A version of an extension type (recorded for others). */
export const extensionVersion: Shape<AnyJson> = exactly({
  id: filled,
  name: filled,
  type: word('Microsoft.KubernetesConfiguration/extensionTypes/versions'),
  properties: exactly({
    version: filled,
    unsupportedKubernetesVersions: exactly({
      connectedCluster: never,
      provisionedCluster: never,
      managedCluster: never,
      appliances: never,
    }),
  }),
});
