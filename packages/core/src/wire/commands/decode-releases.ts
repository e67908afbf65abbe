import * as z from 'zod';
import type { ReleaseEvidence } from '../../domain/preparing/cluster-evidence.js';
import { parseJsonText } from './decode-rows.js';

const releases = z.array(
  z.looseObject({ name: z.string(), status: z.string(), chart: z.string().nullish() }),
);

/** The Helm releases in a list of them, or null when the output is something else. */
export function decodeReleases(output: string): readonly ReleaseEvidence[] | null {
  const parsed = releases.safeParse(parseJsonText(output)).data;
  return parsed?.map(({ name, status, chart }) => ({ name, status, chart: chart ?? null })) ?? null;
}
