import { CLOUDS, type CloudEndpoints, type CloudName } from '@azureml-kubernetes/core';

export function endpointsOf(cloud: CloudName | CloudEndpoints): CloudEndpoints {
  return typeof cloud === 'string' ? CLOUDS[cloud] : cloud;
}
