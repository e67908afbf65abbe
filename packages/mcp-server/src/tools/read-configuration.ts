import {
  type AttachConfiguration,
  type AttachConfigurationInput,
  parseAttachConfiguration,
  parseClusterId,
} from '@azureml-kubernetes/core';
import { byName, type NamedText } from '../catalogue/named-values.js';

/** What attach and its check are asked for alike, in the words of the parameters. */
export interface AskedConfiguration {
  readonly resource_id: string;
  readonly namespace?: string | undefined;
  readonly identity_type?: AttachConfigurationInput['identityType'];
  readonly identity_ids?: readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly tags?: readonly NamedText[] | undefined;
}

/** @throws InvalidInputError naming the parameter that is wrong. */
export function readConfiguration(asked: AskedConfiguration): AttachConfiguration {
  return parseAttachConfiguration({
    resourceId: parseClusterId(asked.resource_id, 'resource_id'),
    namespace: asked.namespace,
    identityType: asked.identity_type,
    identityIds: asked.identity_ids,
    description: asked.description,
    tags: asked.tags && byName(asked.tags, 'tags', ({ value }) => value),
  });
}
