import { checkOptions } from './check-options.js';
import { ControlPlane } from './control/control-plane.js';
import { ConnectionResetError } from './faults/connection-reset-error.js';
import { answerInstead, bendHeaders, distort, latencyOf } from './faults/fault-effects.js';
import { FaultPlan } from './faults/fault-plan.js';
import { routes } from './handlers/routes.js';
import { Journal, type JournalEntry } from './journal/journal.js';
import { redactBody, redactHeaders, redactUrl } from './journal/redact.js';
import type { Answer } from './refusals/answer.js';
import { ArmRefusal } from './refusals/arm-refusal.js';
import { namedSeeds } from './seed/named-seeds.js';
import { plantSeed } from './seed/plant-seed.js';
import type { Seed } from './seed/seed.js';
import type { ServiceContext } from './service/arm-call.js';
import { commonHeaders } from './service/common-headers.js';
import { defaultModes } from './service/modes.js';
import { principalOf } from './service/principal.js';
import { readBody } from './service/request-body.js';
import { respond } from './service/respond.js';
import { RouteTable } from './service/route-table.js';
import { passThrough, type Visit } from './service/service-plane.js';
import { armLimits, type RequestKind, TokenBuckets } from './service/throttle.js';
import type { FakeServiceOptions } from './service-options.js';
import { ServiceTime } from './time/service-time.js';
import { systemClock } from './time/system-clock.js';
import { GuidSource } from './world/guid-source.js';
import { worldOf } from './world/snapshot.js';
import { World } from './world/world.js';

/**
 * A fake of the compute part of Azure Machine Learning, with the neighbours that an attach touches. It is reached
 * like the real one, through {@link fetch}, and steered through {@link control}; the two never mix.
 */
export class FakeComputeService {
  /** Steers and inspects the world behind the service. */
  readonly control: ControlPlane;
  readonly #context: ServiceContext;
  readonly #time: ServiceTime;
  readonly #routes = new RouteTable(routes);
  readonly #faults = new FaultPlan();
  readonly #journal: Journal;
  readonly #buckets: TokenBuckets;
  readonly #throttles: boolean;

  /** @throws RangeError for an invalid option */
  constructor(options: FakeServiceOptions = {}) {
    checkOptions(options);
    const { seed = 'demo', throttle = false, snapshot } = options;
    this.#time = new ServiceTime(options.clock ?? systemClock);
    this.#throttles = throttle !== false;
    this.#buckets = new TokenBuckets(
      typeof throttle === 'object' ? { ...armLimits, ...throttle } : armLimits,
    );
    this.#journal = new Journal(options.journalLimit);
    this.#context = {
      world: snapshot === undefined ? new World() : worldOf(snapshot),
      modes: { ...defaultModes, ...options.modes },
      provisioning: { attachMs: 3000, detachMs: 1000, ...options.provisioning },
      guids: new GuidSource(snapshot?.guidCount),
      strict: options.strict ?? false,
    };
    if (snapshot === undefined) this.#plant(typeof seed === 'string' ? namedSeeds[seed] : seed);
    this.control = new ControlPlane({
      context: this.#context,
      time: this.#time,
      faults: this.#faults,
      journal: this.#journal,
    });
  }

  /**
   * The service plane: has the shape of the global `fetch` and may be passed around without its object. Absolute
   * URLs in answers have the origin of the request, whatever that is.
   *
   * @throws the signal's reason when the request is aborted; a TypeError with code `ECONNRESET` for a planned reset
   */
  readonly fetch = async (input: Request | URL | string, init?: RequestInit): Promise<Response> => {
    const request = input instanceof Request && init === undefined ? input : new Request(input, init);
    request.signal.throwIfAborted();
    const visit = await this.#admit(request);
    const end = this.#journal.open(entryOf(visit));
    try {
      const latencyMs = latencyOf(visit.effects);
      if (latencyMs > 0) await this.#time.sleep(latencyMs, request.signal);
      const answer = distort(answerInstead(visit.effects) ?? this.#answer(visit), visit.effects);
      const response = respond(answer, this.#headers(visit));
      bendHeaders(response.headers, visit.effects);
      end({ outcome: answer.status, errorCode: errorCodeOf(answer) });
      return response;
    } catch (error) {
      end({ outcome: error instanceof ConnectionResetError ? 'reset' : 'aborted', errorCode: null });
      throw error;
    }
  };

  #plant(seed: Seed): void {
    plantSeed(this.#context.world, seed, this.#time.now());
    this.#faults.plan(...(seed.faults ?? []));
  }

  async #admit(request: Request): Promise<Visit> {
    const url = new URL(request.url);
    const body = await readBody(request);
    const lookup = this.#routes.find(request.method, url.pathname);
    const route = lookup.kind === 'found' ? lookup.match.route.name : null;
    const effects = this.#faults.take({ method: request.method, path: url.pathname, route });
    const principal = principalOf(request.headers.get('authorization'));
    const kind = kindOf(request.method);
    const now = this.#time.now();
    const subscription = /^\/+subscriptions\/([^/]+)/i.exec(url.pathname)?.[1]?.toLowerCase();
    const allowance =
      principal === null || subscription === undefined || !this.#context.world.hasSubscription(subscription)
        ? null
        : this.#buckets.take(kind, { subscription, principal }, now);
    return { request, url, lookup, principal, body, kind, allowance, effects, now };
  }

  #answer(visit: Visit): Answer {
    try {
      const now = this.#time.now();
      return passThrough({ ...visit, now }, this.#context, this.#throttles ? this.#buckets : null);
    } catch (error) {
      if (error instanceof ArmRefusal) return error.toAnswer();
      throw error;
    }
  }

  #headers({ request, principal, kind, allowance }: Visit): Record<string, string> {
    const echo = request.headers.get('x-ms-return-client-request-id')?.toLowerCase() === 'true';
    return commonHeaders({
      requestId: this.#context.guids.next(),
      now: this.#time.now(),
      principal,
      kind,
      allowance,
      clientRequestId: echo ? request.headers.get('x-ms-client-request-id') : null,
    });
  }
}

function entryOf({ request, url, lookup, body, effects, now }: Visit): Parameters<Journal['open']>[0] {
  return {
    at: now,
    method: request.method,
    path: url.pathname,
    target: redactUrl(url),
    route: lookup.kind === 'found' ? lookup.match.route.name : null,
    headers: redactHeaders(request.headers),
    body: body.kind === 'json' ? redactBody(body.value) : null,
    faults: effects.map(({ kind }) => kind),
  };
}

function kindOf(method: string): RequestKind {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}

function errorCodeOf({ json, status }: Answer): JournalEntry['errorCode'] {
  const error = status >= 400 ? json?.['error'] : undefined;
  return typeof error === 'object' && error !== null && 'code' in error ? String(error['code']) : null;
}
