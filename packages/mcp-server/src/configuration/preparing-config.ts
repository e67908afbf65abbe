import { parseClusterId } from '@azureml-kubernetes/core';
import type { PreparingLimits } from '../catalogue/preparing.js';
import type { PrepareMode } from '../catalogue/select-tools.js';
import { FLAGS } from '../command-line/flags.js';
import type { Problems } from '../command-line/problems.js';
import type { Settings } from '../command-line/settings.js';
import type { HttpConfig } from './http-config.js';

/** How far clusters are prepared and looked into. */
export interface PreparingConfig extends PreparingLimits {
  readonly mode: PrepareMode;
}

const GROUP = /^\/subscriptions\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\/resourcegroups\/[\w().-]{1,90}$/;

/** What is not said is the least over HTTP and with `--read-only`. */
export function parsePreparing(
  settings: Settings,
  { readOnly, http }: { readonly readOnly: boolean; readonly http: HttpConfig | null },
  problems: Problems,
): PreparingConfig {
  const isGuarded = readOnly || http !== null;
  const mode = settings.of(FLAGS.prepare) ?? (isGuarded ? 'plan' : 'apply');
  const inCluster = settings.of(FLAGS.inCluster) ?? (isGuarded ? 'off' : 'read');
  const allowedClusters = parseAllowed(settings.of(FLAGS.allowCluster), problems);
  if (readOnly && mode === 'apply') problems.add('--prepare apply writes, which --read-only forbids');
  if (readOnly && inCluster !== 'off')
    problems.add(`--in-cluster ${inCluster} starts pods, which --read-only forbids`);
  if (http !== null && mode === 'apply' && allowedClusters === null && http.onBehalfOf === null)
    problems.add('--prepare apply over HTTP needs --allow-cluster, or --downstream obo');
  return { mode, inCluster, allowedClusters };
}

function parseAllowed(texts: readonly string[] | null, problems: Problems): readonly string[] | null {
  if (texts === null) return null;
  return texts.flatMap((text) => {
    const id = text.toLowerCase().replace(/\/$/, '');
    if (GROUP.test(id)) return [id];
    return problems.of(() => [parseClusterId(text, '--allow-cluster').toLowerCase()], []);
  });
}
