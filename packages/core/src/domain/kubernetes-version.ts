/** A minor version that AKS offers in a region. */
export interface KubernetesVersion {
  /** Such as `1.31`. */
  readonly minor: string;
  /** `long-term`: in AKS's long-term support only, which Azure Machine Learning does not follow. */
  readonly support: 'official' | 'long-term' | 'preview';
}

/** `v1.30.4+k3s1` → `1.30`; null for what is no version. */
export function minorOf(version: string | null): string | null {
  return /^v?(\d+\.\d+)/.exec(version ?? '')?.[1] ?? null;
}
