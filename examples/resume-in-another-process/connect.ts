import { Workspace } from '@azureml-kubernetes/core';
import { demoIds } from '@azureml-kubernetes/testkit';

/** The demo workspace at a test service. */
export function connect(url: string): Workspace {
  const { subscriptionId, resourceGroup, workspace } = demoIds;
  const authority = 'https://login.microsoftonline.com';
  return new Workspace(
    { subscriptionId, resourceGroup, name: workspace },
    {
      credential: {
        getToken: async () => ({ token: 'anything', expiresOnTimestamp: Date.now() + 3_600_000 }),
      },
      cloud: { resourceManager: url, scope: `${url}/.default`, authority },
    },
  );
}
