// What an agent would do on its own: attach every cluster that it finds, and say of each that it could not attach why
// not and what to do. It knows nothing but what the tools tell it, and it changes nothing but computes.

const SECONDS_A_WAIT = 10;

/**
 * @param call calls a tool of the MCP server: `(name, arguments) => { isError, result }`
 * @param note called with each step
 * @param patienceSeconds how long each attach is followed; a longer one goes on without this run
 * @returns one entry a cluster, by name
 */
export async function attachFleet(call, note, { patienceSeconds = 3600 } = {}) {
  const { result } = await call('cluster_list', { limit: 100 });
  note(`${result.total} clusters are there`);
  const entries = await Promise.all(
    result.clusters.map((cluster) => attachOne(cluster, { call, note, patienceSeconds })),
  );
  return entries.sort((one, other) => one.cluster.localeCompare(other.cluster));
}

async function attachOne({ resource_id, kind }, { call, note, patienceSeconds }) {
  const cluster = resource_id.split('/').at(-1);
  const started = await call('compute_attach', {
    name: cluster,
    resource_id,
    identity_type: 'SystemAssigned',
  });
  if (started.isError) return stopped(cluster, started.result);
  note(`${cluster} (${kind}): ${started.result.outcome}`);
  const end = await waitUntil('attached', { cluster, call, note, patienceSeconds });
  if (end.outcome === 'reached') return { cluster, outcome: 'attached' };
  if (end.outcome === 'failed') return failed(cluster, { call, note });
  return underWay(cluster, end);
}

/** A check failed, so nothing was sent: the refusal has the reasons and their fixes. */
function stopped(cluster, { code, hint, checks = [] }) {
  const reasons = checks.map(({ id, fix }) => ({ id, fix }));
  return { cluster, outcome: 'stopped', reasons: reasons.length === 0 ? [{ id: code, fix: hint }] : reasons };
}

/** Slow is not failed: half a minute to an hour is normal, so it is left alone, and another run follows it further. */
function underWay(cluster, { next_step, hint }) {
  return { cluster, outcome: 'under-way', nextStep: next_step ?? hint };
}

/** The attach was accepted and failed later: a diagnosis says why. What is left of it is detached. */
async function failed(cluster, { call, note }) {
  const { result } = await call('compute_diagnose', { name: cluster });
  const reasons = result.causes.map(({ id, fix, confidence }) => ({ id, fix, confidence }));
  note(`${cluster}: ${result.verdict}; it is detached again`);
  await call('compute_detach', { name: cluster });
  const end = await waitUntil('detached', { cluster, call, note, patienceSeconds: 200 });
  return {
    cluster,
    outcome: 'failed',
    reasons,
    collect: result.collect ?? [],
    cleanedUp: end.outcome === 'reached',
  };
}

/** A wait that ends before the compute does is no failure: wait again, as the tool says. */
async function waitUntil(until, { cluster, call, note, patienceSeconds }) {
  for (let left = patienceSeconds; ; left -= SECONDS_A_WAIT) {
    const { result } = await call('compute_wait', { name: cluster, until, max_wait_seconds: SECONDS_A_WAIT });
    if (result.outcome !== 'timed_out' || left <= SECONDS_A_WAIT) return result;
    note(`${cluster}: ${result.state}, still`);
  }
}
