import type { ArmCall, ServiceContext } from '../service/arm-call.js';
import type { Outcome } from '../world/outcome.js';
import type { ResourceOperation } from '../world/preparing-records.js';

/** Files an operation on an extension or a binding. Its end is fixed here; when it is over follows from the time. */
export function startResourceOperation(
  verb: ResourceOperation['verb'],
  resourceId: string,
  {
    call,
    service,
    outcome,
  }: { readonly call: ArmCall; readonly service: ServiceContext; readonly outcome: Outcome },
): ResourceOperation {
  const operation: ResourceOperation = {
    id: service.guids.next(),
    resourceId,
    verb,
    acceptedAt: call.now,
    durationMs: call.plan.durationMs ?? service.provisioning.prepareMs,
    outcome,
    vanishes: call.plan.vanishes ?? false,
  };
  service.world.resourceOperations.set(operation.id.toLowerCase(), operation);
  return operation;
}
