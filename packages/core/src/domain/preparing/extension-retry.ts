import type { ExtensionRequest } from './extension-request.js';
import { isOn } from './install-settings.js';
import type { InstalledExtension } from './installed-extension.js';

const OWN_FIELDS: readonly string[] = ['enableTraining', 'enableInference', 'inferenceRouterServiceType'];

/** The request that writes a failed extension once more: what is there is kept, and what is given comes on top. */
export function retryRequest(installed: InstalledExtension, request: ExtensionRequest): ExtensionRequest {
  const { settings } = installed;
  const kept = Object.entries(settings).filter(([key]) => !OWN_FIELDS.includes(key));
  return {
    ...request,
    training: request.training ?? isOn(settings['enableTraining']),
    inference: request.inference ?? isOn(settings['enableInference']),
    router: request.router ?? routerOf(settings['inferenceRouterServiceType']),
    settings: { ...Object.fromEntries(kept), ...request.settings },
    releaseTrain: request.releaseTrain ?? installed.releaseTrain,
  };
}

function routerOf(word: string | undefined): ExtensionRequest['router'] {
  switch (word?.toLowerCase()) {
    case 'nodeport':
      return 'nodePort';
    case 'loadbalancer':
      return 'loadBalancer';
    case 'clusterip':
      return 'clusterIP';
    default:
      return null;
  }
}
