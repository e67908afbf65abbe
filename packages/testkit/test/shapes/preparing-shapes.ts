import { list, type Shape, text, word } from '../../src/shape/shape.js';
import { type AnyJson, exactly, filled, guid } from './common-shapes.js';
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
