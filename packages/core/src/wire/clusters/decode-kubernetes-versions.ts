import * as z from 'zod';
import type { KubernetesVersion } from '../../domain/kubernetes-version.js';

const versions = z.looseObject({
  values: z.array(
    z.looseObject({
      version: z.string().regex(/^\d{1,3}\.\d{1,3}$/),
      isPreview: z.boolean().nullish(),
      capabilities: z.looseObject({ supportPlan: z.array(z.string()).nullish() }).nullish(),
    }),
  ),
});

/** The versions that AKS offers in a region, or null when the JSON is something else. */
export function decodeKubernetesVersions(value: unknown): readonly KubernetesVersion[] | null {
  const parsed = versions.safeParse(value).data;
  if (parsed === undefined) return null;
  return parsed.values.map(({ version, isPreview, capabilities }) => ({
    minor: version,
    support: supportOf(isPreview ?? false, capabilities?.supportPlan ?? []),
  }));
}

function supportOf(isPreview: boolean, plans: readonly string[]): KubernetesVersion['support'] {
  if (isPreview) return 'preview';
  const only = plans.length > 0 && !plans.includes('KubernetesOfficial');
  return only ? 'long-term' : 'official';
}
