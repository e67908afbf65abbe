import * as z from 'zod';

/** The metadata of a composite action of GitHub, as far as its documentation allows it for this one. Strict: what is unknown is refused. */
export const actionShape = z.strictObject({
  name: z.string(),
  description: z.string().max(125),
  author: z.string(),
  branding: z.strictObject({ icon: z.string(), color: z.enum(['white', 'blue', 'green']) }),
  inputs: z.record(
    z.string().regex(/^[a-z][a-z-]*$/),
    z.strictObject({ description: z.string(), default: z.string(), required: z.boolean().optional() }),
  ),
  outputs: z.record(
    z.string().regex(/^[a-z][a-z-]*$/),
    z.strictObject({ description: z.string(), value: z.string().regex(/^\$\{\{ .* \}\}$/) }),
  ),
  runs: z.strictObject({
    using: z.literal('composite'),
    steps: z.array(
      z.union([
        z.strictObject({
          name: z.string(),
          uses: z.string().regex(/^[\w-]+\/[\w-]+@\S+$/),
          with: z.record(z.string(), z.string()),
        }),
        z.strictObject({
          name: z.string(),
          id: z.string().optional(),
          shell: z.literal('bash'),
          env: z.record(z.string().regex(/^[A-Z_]+$/), z.string().regex(/^\$\{\{ [\w.-]+ \}\}$/)),
          run: z.string(),
        }),
      ]),
    ),
  }),
});

const step = z.strictObject({
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.string()).optional(),
  env: z.record(z.string().regex(/^[A-Z_]+$/), z.string()).optional(),
  run: z.string().optional(),
});

const permissions = z.partialRecord(
  z.enum(['contents', 'id-token', 'pull-requests']),
  z.enum(['read', 'write']),
);

/** A workflow of GitHub, as far as the example needs it. Strict, too. */
export const workflowShape = z.strictObject({
  name: z.string(),
  on: z.strictObject({
    pull_request: z.strictObject({ paths: z.array(z.string()) }),
    push: z.strictObject({ branches: z.array(z.string()), paths: z.array(z.string()) }),
    schedule: z.array(z.strictObject({ cron: z.string() })),
  }),
  permissions,
  concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.literal(false) }),
  jobs: z.record(
    z.string(),
    z.strictObject({
      if: z.string(),
      needs: z.string().optional(),
      'runs-on': z.string(),
      environment: z.string(),
      permissions,
      outputs: z.record(z.string(), z.string()).optional(),
      steps: z.array(step),
    }),
  ),
});
