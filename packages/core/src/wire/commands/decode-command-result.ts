import * as z from 'zod';

/** What came of a command in a cluster. */
export type CommandResult =
  | { readonly kind: 'ran'; readonly exitCode: number; readonly logs: string }
  /** Its pod could not run; `reason` is the service's word. */
  | { readonly kind: 'not-run'; readonly reason: string | null };

const result = z.looseObject({
  properties: z.looseObject({
    provisioningState: z.string(),
    exitCode: z.number().int().nullish(),
    logs: z.string().nullish(),
    reason: z.string().nullish(),
  }),
});

/** The result of a command, or null when the JSON is something else. A command that failed in the cluster ran, too. */
export function decodeCommandResult(value: unknown): CommandResult | null {
  const properties = result.safeParse(value).data?.properties;
  if (properties === undefined) return null;
  const { exitCode, logs, reason } = properties;
  if (properties.provisioningState.toLowerCase() === 'succeeded' && typeof exitCode === 'number')
    return { kind: 'ran', exitCode, logs: logs ?? '' };
  return { kind: 'not-run', reason: reason ?? null };
}
