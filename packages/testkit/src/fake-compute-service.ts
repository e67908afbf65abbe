import { checkOptions } from './check-options.js';
import { ControlPlane } from './control/control-plane.js';
import { ConnectionResetError } from './faults/connection-reset-error.js';
import { FaultEffects } from './faults/fault-effects.js';
import { FaultPlan } from './faults/fault-plan.js';
import type { RouteName } from './faults/route-name.js';
import { routes } from './handlers/routes.js';
import { Journal, type JournalEntry } from './journal/journal.js';
import { redactBody, redactHeaders, redactUrl } from './journal/redact.js';
import type { Answer } from './refusals/answer.js';
import { ArmRefusal } from './refusals/arm-refusal.js';
import type { Seed } from './seed/seed.js';
import { seedResources } from './seed/seed-resources.js';
import { namedSeeds } from './seed/worlds/named-seeds.js';
import type { ServiceContext } from './service/arm-call.js';
import { parseAccessToken } from './service/caller/access-token.js';
import { subscriptionOf } from './service/caller/authenticate.js';
import { commonHeaders } from './service/common-headers.js';
import { GraphQuota } from './service/limits/graph-quota.js';
import { type Allowance, armLimits, type RequestKind, TokenBuckets } from './service/limits/throttle.js';
import { defaultModes } from './service/modes/modes.js';
import { readBody } from './service/request-body.js';
import { respond } from './service/respond.js';
import { RouteTable } from './service/route-table.js';
import { ARM_PATH, authorizeAndHandle, type RequestContext } from './service/service-plane.js';
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
  #counted = 0;

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
      provisioning: { attachMs: 3000, detachMs: 1000, prepareMs: 3000, ...options.provisioning },
      guids: new GuidSource(snapshot?.guidCount),
      strict: options.strict ?? true,
      graphQuota: new GraphQuota(),
    };
    if (snapshot === undefined) this.#applySeed(typeof seed === 'string' ? namedSeeds[seed] : seed);
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
    const context = await this.#admit(request);
    const end = this.#journal.open(entryOf(context));
    try {
      const { effects } = context;
      if (effects.latencyMs > 0) await this.#time.sleep(effects.latencyMs, request.signal);
      const answer = effects.applyToAnswer(effects.answerInstead() ?? this.#answer(context));
      const response = respond(answer, { method: request.method, common: this.#headers(context) });
      effects.applyToHeaders(response.headers);
      end({ outcome: answer.status, errorCode: errorCodeOf(answer) });
      return response;
    } catch (error) {
      end({ outcome: error instanceof ConnectionResetError ? 'reset' : 'aborted', errorCode: null });
      throw error;
    }
  };

  #applySeed(seed: Seed): void {
    seedResources(this.#context.world, seed, this.#time.now());
    this.#faults.plan(...(seed.faults ?? []));
  }

  async #admit(request: Request): Promise<RequestContext> {
    const url = new URL(request.url);
    const body = await readBody(request);
    const lookup = this.#routes.find(request.method, url.pathname);
    const route = lookup.kind === 'found' ? lookup.match.route.name : null;
    const effects = new FaultEffects(
      this.#faults.take({ method: request.method, path: url.pathname, route }),
    );
    const token = parseAccessToken(request.headers.get('authorization'));
    const principal = token?.principal ?? null;
    const kind = kindOf(request.method, route);
    const now = this.#time.now();
    const allowance = this.#allow(kind, { url, principal, now });
    return { request, url, lookup, token, body, kind, allowance, effects, now };
  }

  /** Counts a request of a known principal; an unknown subscription has no buckets. */
  #allow(
    kind: RequestKind,
    { url, principal, now }: { url: URL; principal: string | null; now: number },
  ): Allowance | null {
    const { world, modes } = this.#context;
    const subscription = subscriptionOf(url)?.toLowerCase() ?? null;
    const isCounted =
      subscription === null ? ARM_PATH.test(url.pathname) : world.hasSubscription(subscription);
    if (principal === null || !isCounted) return null;
    this.#counted += 1;
    return this.#buckets.take(
      kind,
      { subscription, principal, region: this.#counted % modes.armRegions },
      now,
    );
  }

  #answer(context: RequestContext): Answer {
    try {
      const now = this.#time.now();
      return authorizeAndHandle({ ...context, now }, this.#context, this.#throttles ? this.#buckets : null);
    } catch (error) {
      if (error instanceof ArmRefusal) return error.toAnswer();
      throw error;
    }
  }

  #headers({ request, token, kind, allowance }: RequestContext): Record<string, string> {
    const echo = request.headers.get('x-ms-return-client-request-id')?.toLowerCase() === 'true';
    return commonHeaders({
      requestId: this.#context.guids.next(),
      now: this.#time.now(),
      principal: token?.principal ?? null,
      kind,
      allowance,
      clientRequestId: echo ? request.headers.get('x-ms-client-request-id') : null,
    });
  }
}

function entryOf({
  request,
  url,
  lookup,
  body,
  effects,
  now,
}: RequestContext): Parameters<Journal['open']>[0] {
  return {
    at: now,
    method: request.method,
    path: url.pathname,
    target: redactUrl(url),
    route: lookup.kind === 'found' ? lookup.match.route.name : null,
    headers: redactHeaders(request.headers),
    body: body.kind === 'json' ? redactBody(body.value) : null,
    faults: effects.kinds,
  };
}

function kindOf(method: string, route: RouteName | null): RequestKind {
  if (method === 'GET' || method === 'HEAD' || route === 'resource-graph.query') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}

function errorCodeOf({ json, status }: Answer): JournalEntry['errorCode'] {
  const error = status >= 400 ? json?.['error'] : undefined;
  return typeof error === 'object' && error !== null && 'code' in error ? String(error['code']) : null;
}
