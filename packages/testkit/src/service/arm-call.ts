import type { OperationPlan } from '../faults/fault-effects.js';
import type { Json } from '../json.js';
import { badRequest } from '../refusals/compute-refusals.js';
import type { GuidSource } from '../world/guid-source.js';
import type { World } from '../world/world.js';
import type { GraphQuota } from './limits/graph-quota.js';
import type { ServiceModes } from './modes/modes.js';

/** One request, understood: matched to a route, authenticated and with its body parsed. */
export interface ArmCall {
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly apiVersion: string;
  /** `undefined` when there was none. */
  readonly body: Json | undefined;
  readonly now: number;
  /** Who calls: an object id. */
  readonly principal: string;
  /** Whether the token is one of another tenant, which sees no subscription of this one. */
  readonly isForeign: boolean;
  readonly plan: OperationPlan;
}

/** How long operations take, in milliseconds. */
export interface Provisioning {
  readonly attachMs: number;
  readonly detachMs: number;
  /** Each long step of preparing a cluster: registration, extension, Relay, Trusted Access, command. */
  readonly prepareMs: number;
}

/** What handlers work on. */
export interface ServiceContext {
  readonly world: World;
  readonly modes: ServiceModes;
  readonly provisioning: Provisioning;
  readonly guids: GuidSource;
  readonly strict: boolean;
  readonly graphQuota: GraphQuota;
}

/** A path parameter of the matched route. */
export function param(call: ArmCall, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw badRequest(`The path lacks '${name}'.`);
  return value;
}

/** A query parameter, its name compared without regard to case as ARM does; null when absent. */
export function queryValue(url: URL, name: string): string | null {
  const direct = url.searchParams.get(name);
  if (direct !== null) return direct;
  for (const [key, value] of url.searchParams) if (key.toLowerCase() === name.toLowerCase()) return value;
  return null;
}
