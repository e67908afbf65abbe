import * as z from 'zod';
import { loadNames } from '../src/eval-request.ts';
import { withServer } from '../src/live-surface.ts';

const resultShape = z.looseObject({ next_step: z.string().optional(), confirm_token: z.string().optional() });

/** What the server said when it lived through a conversation. */
interface Recorded {
  /** Each as `<tool>: <next_step>`. */
  readonly nextSteps: ReadonlySet<string>;
  /** The cursors that it did not take. */
  readonly refused: readonly unknown[];
}

/** Lets the server, with its own small Azure, attach, fail, wait, list and detach. */
export async function recordDemo(cursors: readonly unknown[]): Promise<Recorded> {
  const { aks, arc, other } = loadNames();
  const nextSteps = new Set<string>();
  return withServer(['--demo'], async (client) => {
    const call = async (name: string, args: Record<string, unknown>) => {
      const { isError, structuredContent } = await client.callTool({ name, arguments: args });
      const result = resultShape.parse(structuredContent);
      if (result.next_step !== undefined) nextSteps.add(`${name}: ${result.next_step}`);
      return { isError: isError === true, result };
    };
    await call('cluster_list', {});
    await call('cluster_prepare', {
      resource_id: aks,
      namespace: 'ml-team',
      create_namespace: true,
      inference: true,
      extension_settings: [{ name: 'allowInsecureConnections', value: 'True' }],
    });
    await call('compute_attach', { name: 'gpu', resource_id: aks });
    await call('compute_wait', { name: 'gpu', max_wait_seconds: 1 });
    await call('compute_attach', { name: 'edge', resource_id: arc });
    await call('compute_attach', { name: 'broken', resource_id: other, skip_checks: true });
    for (const name of ['gpu', 'broken']) await call('compute_wait', { name });
    await call('compute_get_status', { name: 'gpu' });
    for (const args of [{}, { limit: 1 }]) await call('compute_list', args);
    const { result: plan } = await call('compute_detach', { name: 'gpu' });
    await call('compute_detach', { name: 'gpu', confirm_token: plan.confirm_token });
    const refused: unknown[] = [];
    for (const cursor of cursors) if ((await call('compute_list', { cursor })).isError) refused.push(cursor);
    return { nextSteps, refused };
  });
}
