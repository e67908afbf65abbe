import type { AttachConfiguration } from '../../domain/attach-configuration.js';
import type { AttachIdentity } from '../../domain/attach-identity.js';
import { KUBERNETES } from './decode-compute.js';

/**
 * The body of the PUT that attaches, exact: what the reference sends, without its repetitions of namespace and
 * identity inside `properties`, and with what the REST API has beyond it where that is asked for.
 *
 * @param location the workspace's region (Azure's own clients always send that one).
 */
export function encodeAttach(configuration: AttachConfiguration, location: string): object {
  const { resourceId, namespace, identity, description, tags, defaultInstanceType, instanceTypes } =
    configuration;
  return {
    location,
    ...(tags === null ? {} : { tags }),
    ...(identity === null ? {} : { identity: encodeIdentity(identity) }),
    properties: {
      computeType: KUBERNETES,
      description: description ?? '',
      resourceId,
      properties: {
        namespace,
        ...(defaultInstanceType === null ? {} : { defaultInstanceType }),
        ...(instanceTypes === null ? {} : { instanceTypes }),
      },
    },
  };
}

function encodeIdentity(identity: AttachIdentity): object {
  switch (identity.type) {
    case 'SystemAssigned':
      return { type: identity.type };
    case 'UserAssigned':
      return {
        type: identity.type,
        userAssignedIdentities: Object.fromEntries(identity.ids.map((id) => [id, {}])),
      };
  }
}
