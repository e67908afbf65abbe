import type { Ask } from '../confirm/ask.js';
import { askByRetry } from '../confirm/ask-by-retry.js';
import type { AskingCall } from '../confirm/request-state.js';
import type { Peer } from './peer.js';
import { RPC_CODES, RpcError } from './rpc-error.js';
import type { SessionDependencies } from './session-dependencies.js';

interface Asked {
  readonly dependencies: Pick<SessionDependencies, 'confirm' | 'principal'>;
  readonly peer: Peer;
}

/**
 * The way to the person at the client, for one call; null where there is none. A state that comes with the call is
 * verified first, also where no question would follow.
 * @throws RpcError when the state is damaged, expired, of another principal or of another call.
 */
export function createAsk(call: Omit<AskingCall, 'principal'>, { dependencies, peer }: Asked): Ask {
  const { asking } = peer;
  if (asking.kind === 'by-request') return asking.ask;
  const { states } = dependencies.confirm;
  const asked = { ...call, principal: dependencies.principal };
  const agreed = asking.state === undefined ? null : states.read(asking.state, asked);
  if (asking.state !== undefined && agreed === null) throw invalidState();
  return asking.canAsk ? askByRetry(states, asked, { agreed, responses: asking.responses }) : null;
}

/** @throws RpcError when a request brings a state that no question of this server can have given it. */
export function requireNoState({ asking }: Peer): void {
  if (asking.kind === 'by-retry' && asking.state !== undefined) throw invalidState();
}

function invalidState(): RpcError {
  return new RpcError(RPC_CODES.invalidParams, 'Invalid or expired requestState');
}
