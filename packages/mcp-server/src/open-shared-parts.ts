import type { Clock } from '@azureml-kubernetes/core';
import type { Config } from './config.js';
import { createPlanTokens } from './confirm/plan-token.js';
import { connect } from './connect.js';
import type { Log } from './observability/log.js';
import type { SharedParts } from './server-parts.js';
import { OperationMemory } from './tools/operation-memory.js';
import { version } from './version.js';

interface Surroundings {
  readonly clock: Clock;
  readonly log: Log;
}

/** Makes what all sessions of this process share; makes no request yet. */
export async function openSharedParts(config: Config, { clock, log }: Surroundings): Promise<SharedParts> {
  const { workspaces } = await connect(config, { clock });
  const tokens = createPlanTokens({ key: createKey(config), now: () => clock.now() });
  return {
    version,
    workspaces,
    operations: new OperationMemory(),
    confirm: { mode: config.confirm, tokens },
    clock,
    log,
  };
}

/** The key that plans are signed with, made when it is first needed. */
function createKey({ confirmKey }: Config): () => Uint8Array {
  let key: Uint8Array | null = null;
  const make = (): Uint8Array => {
    const { createHash, randomBytes } = process.getBuiltinModule('node:crypto');
    return confirmKey === null ? randomBytes(32) : createHash('sha256').update(confirmKey).digest();
  };
  return () => {
    key ??= make();
    return key;
  };
}
