import type { JsonObject } from '../../json.js';
import { type Answer, answerJson } from '../../refusals/answer.js';

/** Minor versions, newest first. Three are in AKS's own support, as documented; which ones they are is assumed. */
const VERSIONS = [
  { version: '1.34', plans: ['KubernetesOfficial'], isPreview: true },
  { version: '1.33', plans: ['KubernetesOfficial', 'AKSLongTermSupport'], isDefault: true },
  { version: '1.32', plans: ['KubernetesOfficial', 'AKSLongTermSupport'] },
  { version: '1.31', plans: ['KubernetesOfficial', 'AKSLongTermSupport'] },
  { version: '1.30', plans: ['AKSLongTermSupport'] },
] as const;

/** The versions that AKS offers in a region: the same in all regions here (assumed). The member is `values`. */
export function listKubernetesVersions(): Answer {
  return answerJson({
    values: VERSIONS.map(
      ({ version, plans, ...flags }): JsonObject => ({
        version,
        capabilities: { supportPlan: [...plans] },
        patchVersions: { [`${version}.4`]: { upgrades: [] } },
        ...flags,
      }),
    ),
  });
}
