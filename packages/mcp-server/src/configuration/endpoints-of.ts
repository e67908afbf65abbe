import { CLOUDS, type CloudEndpoints } from '@azureml-kubernetes/core';
import type { CloudSettings } from './cloud-settings.js';

/** Where the cloud of a configuration is, whether it has a name or not. */
export function endpointsOf({ cloud }: Pick<CloudSettings, 'cloud'>): CloudEndpoints {
  return typeof cloud === 'string' ? CLOUDS[cloud] : cloud;
}
