import { MFA_CLAIMS } from '../refusals/token-refusals.js';
import {
  amount,
  byKind,
  dictionary,
  hasShape,
  list,
  type Members,
  type Problem,
  record,
  type Shape,
  text,
  word,
} from '../shape/shape.js';
import { checkFault } from './check-fault.js';
import type { Fault, FaultEffect, FaultMatch } from './fault.js';
import { ROUTE_NAMES } from './route-name.js';

const words = (example: string): Shape<string> => text('must be a string', example);
const status = amount('must be an HTTP status', 503, 200);
const durationMs = amount('must be a number of milliseconds', 1000);

type Kind = FaultEffect['kind'];
type Effect<K extends Kind> = Extract<FaultEffect, { readonly kind: K }>;

function effect<K extends Kind>(
  kind: K,
  members: Omit<Members<Effect<K>>, 'kind'>,
  required: readonly string[] = [],
): Shape<FaultEffect> {
  const { problem } = record<Record<string, unknown>>({ kind: word(kind), ...members }, [
    'kind',
    ...required,
  ]);
  return { problem };
}

const effectShape: Shape<FaultEffect> = byKind<FaultEffect>({
  latency: effect('latency', { delayMs: durationMs }, ['delayMs']),
  reset: effect('reset', { when: word('before', 'after') }, ['when']),
  error: effect(
    'error',
    {
      status,
      code: words('ServerBusy'),
      message: words('busy'),
      retryAfterSeconds: amount('must be a number of seconds', 5),
      headers: dictionary(words('value')),
    },
    ['status'],
  ),
  text: effect('text', { text: words('<html>'), status, contentType: words('text/html') }, ['text']),
  stuck: effect('stuck', {}),
  duration: effect('duration', { durationMs }, ['durationMs']),
  fails: effect('fails', { code: words('ClusterNotReachable'), message: words('cannot reach the cluster') }),
  cancels: effect('cancels', {}),
  contradicts: effect('contradicts', {}),
  vanishes: effect('vanishes', {}),
  state: effect('state', { state: words('Pondering') }, ['state']),
  'drop-header': effect('drop-header', { name: words('Azure-AsyncOperation') }, ['name']),
  'set-header': effect('set-header', { name: words('Retry-After'), value: words('5') }, ['name', 'value']),
  'foreign-url': effect(
    'foreign-url',
    { where: word('operation', 'next-link'), origin: words('https://evil.example') },
    ['where', 'origin'],
  ),
  'claims-challenge': effect('claims-challenge', {
    wording: word('insufficient-claims', 'invalid-token'),
    claims: words(MFA_CLAIMS),
  }),
  'wrong-tenant': effect('wrong-tenant', {}),
});

const matchShape: Shape<FaultMatch> = record<FaultMatch>({
  method: word('GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE'),
  path: words('/computes/gpu'),
  route: word(...ROUTE_NAMES),
  nth: amount('must be a count from 1', 1, 1),
});

const effectsShape: Shape<Fault['effect']> = {
  problem: (value, path) =>
    Array.isArray(value) ? list(effectShape).problem(value, path) : effectShape.problem(value, path),
};

const membersShape: Shape<Fault> = record<Fault>(
  { match: matchShape, times: amount('must be a count, or -1 for no end', 1, -1), effect: effectsShape },
  ['effect'],
);

/** A planned fault in a seed file, which is held against the rules of the plan as well. */
export const faultShape: Shape<Fault> = {
  problem: (value, path) =>
    hasShape(membersShape, value) ? planProblem(value, path) : membersShape.problem(value, path),
};

function planProblem(fault: Fault, path: string): Problem | null {
  try {
    checkFault(fault);
    return null;
  } catch (error) {
    const rule = `cannot be carried out: ${error instanceof Error ? error.message : String(error)}`;
    return { path, rule, example: '{"match": {"nth": 2}, "effect": {"kind": "error", "status": 503}}' };
  }
}
