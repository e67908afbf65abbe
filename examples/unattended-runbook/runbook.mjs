// What an agent would do on its own: attach every cluster that it finds, and say of each that it could not attach why
// not and what to do. It knows nothing but what the tools tell it, and it changes nothing but computes.

/**
 * @param call calls a tool of the MCP server: `(name, arguments) => { isError, result }`
 * @param note told of each step
 * @returns one entry a cluster, by name
 */
export async function attachFleet(call, note) {
  const { result } = await call('cluster_list', { limit: 100 });
  note(`${result.total} clusters are there`);
  const entries = await Promise.all(result.clusters.map((cluster) => attachOne(cluster, { call, note })));
  return entries.sort((one, other) => one.cluster.localeCompare(other.cluster));
}

async function attachOne({ resource_id, kind }, { call, note }) {
  const cluster = resource_id.split('/').at(-1);
  const started = await call('compute_attach', {
    name: cluster,
    resource_id,
    identity_type: 'SystemAssigned',
  });
  if (started.isError) return stopped(cluster, started.result);
  note(`${cluster} (${kind}): ${started.result.outcome}`);
  const end = await waitUntil('attached', { cluster, call, note });
  if (end.outcome === 'reached') return { cluster, outcome: 'attached' };
  return failed(cluster, { call, note });
}

/** A check failed, so nothing was sent: the refusal has the reasons and their fixes. */
function stopped(cluster, { code, hint, checks = [] }) {
  const reasons = checks.map(({ id, fix }) => ({ id, fix }));
  return { cluster, outcome: 'stopped', reasons: reasons.length === 0 ? [{ id: code, fix: hint }] : reasons };
}

/** The attach was accepted and failed later: a diagnosis says why. What is left of it is detached. */
async function failed(cluster, { call, note }) {
  const { result } = await call('compute_diagnose', { name: cluster });
  const reasons = result.causes.map(({ id, fix, confidence }) => ({ id, fix, confidence }));
  note(`${cluster}: ${result.verdict}; it is detached again`);
  await call('compute_detach', { name: cluster });
  const end = await waitUntil('detached', { cluster, call, note });
  return {
    cluster,
    outcome: 'failed',
    reasons,
    collect: result.collect ?? [],
    cleanedUp: end.outcome === 'reached',
  };
}

/** A wait that ends before the compute does is no failure: wait again, as the tool says. */
async function waitUntil(until, { cluster, call, note }) {
  for (let tries = 1; tries <= 20; tries += 1) {
    const { result } = await call('compute_wait', { name: cluster, until, max_wait_seconds: 10 });
    if (result.outcome !== 'timed_out') return result;
    note(`${cluster}: ${result.state}, still`);
  }
  return { outcome: 'timed_out' };
}
