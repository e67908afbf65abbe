import { isPastRetention } from '../../operations/is-past-retention.js';
import type { ArmCall, ServiceContext } from '../../service/arm-call.js';
import type { Outcome } from '../../world/outcome.js';
import type { OperationRecord } from '../../world/records.js';

/** Files a new operation. Its end is fixed here; when it is ready is left to the reader. */
export function startOperation(
  kind: OperationRecord['kind'],
  computeId: string,
  {
    call,
    service,
    outcome,
  }: {
    readonly call: ArmCall;
    readonly service: ServiceContext;
    readonly outcome?: Outcome;
  },
): OperationRecord {
  const { world, modes, provisioning } = service;
  const workspaceId = computeId.slice(0, computeId.lastIndexOf('/computes/'));
  const { attachMs, detachMs } = provisioning;
  const operation: OperationRecord = {
    id: service.guids.next(),
    kind,
    computeId,
    acceptedAt: call.now,
    durationMs: call.plan.durationMs ?? (kind === 'detach' ? detachMs : attachMs),
    outcome: call.plan.outcome ?? outcome ?? { kind: 'succeeds' },
    vanishes: call.plan.vanishes ?? false,
  };
  world.forgetPast(call.now, workspaceId, (past) => isPastRetention(past, call.now, modes));
  world.putOperation(operation);
  return operation;
}
