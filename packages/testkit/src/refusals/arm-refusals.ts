import { ArmRefusal } from './arm-refusal.js';

const GATEWAY = { 'x-ms-failure-cause': 'gateway' };

/** The caller may not do this here. Code: documented. */
export function forbidden(action: string, scope: string): ArmRefusal {
  return new ArmRefusal(403, 'AuthorizationFailed', {
    message: `The caller is not permitted to perform '${action}' on '${scope}'.`,
    headers: GATEWAY,
  });
}

/** `?api-version=` is missing. Code: documented. */
export function missingApiVersion(): ArmRefusal {
  return new ArmRefusal(400, 'MissingApiVersionParameter', {
    message: 'Every request needs the query parameter api-version.',
    headers: GATEWAY,
  });
}

/**
 * The provider does not know this api-version. Code and the list of versions in the text: documented; what belongs to
 * Azure Resource Manager itself has a code of its own (reported). `modelledBy` is
 * the version of the fake, whose list it is.
 */
export function unknownApiVersion(
  type: string,
  version: string,
  { known, modelledBy }: { readonly known: readonly string[]; readonly modelledBy: string },
): ArmRefusal {
  const whose = ` (these are what azureml-kubernetes-testkit ${modelledBy} models)`;
  const code = type.startsWith('Microsoft.Resources/')
    ? 'InvalidApiVersionParameter'
    : 'NoRegisteredProviderFound';
  return new ArmRefusal(400, code, {
    message: `No provider is registered for '${type}' in api-version '${version}'. Supported api-versions: '${known.join(', ')}'${whose}.`,
    headers: GATEWAY,
  });
}

/** No such subscription for this caller. Code: documented. */
export function subscriptionNotFound(subscriptionId: string): ArmRefusal {
  return new ArmRefusal(404, 'SubscriptionNotFound', {
    message: `Subscription '${subscriptionId}' does not exist or is not visible to the caller.`,
    headers: GATEWAY,
  });
}

/** No such resource group. Code: documented. */
export function resourceGroupNotFound(resourceGroup: string): ArmRefusal {
  return new ArmRefusal(404, 'ResourceGroupNotFound', {
    message: `There is no resource group '${resourceGroup}'.`,
    headers: GATEWAY,
  });
}

/** No such resource. Code and header: documented. */
export function resourceNotFound(type: string, name: string): ArmRefusal {
  return new ArmRefusal(404, 'ResourceNotFound', {
    message: `There is no '${type}/${name}' here.`,
    headers: GATEWAY,
  });
}

/** The resource above is missing. Code: documented. */
export function parentNotFound(type: string, name: string): ArmRefusal {
  return new ArmRefusal(404, 'ParentResourceNotFound', {
    message: `The request is for a child of '${type}/${name}', which does not exist.`,
    headers: GATEWAY,
  });
}

/** No route of ours, and presumably none of ARM's. Code: documented. */
export function unknownRoute(path: string): ArmRefusal {
  return new ArmRefusal(404, 'InvalidResourceType', {
    message: `Nothing is served under '${path}'.`,
    headers: GATEWAY,
  });
}

/** The path is known, the method is not. Status: documented; code: assumed. */
export function methodNotAllowed(method: string, allowed: readonly string[]): ArmRefusal {
  return new ArmRefusal(405, 'MethodNotAllowed', {
    message: `'${method}' is not served here; ${allowed.join(', ')} would be.`,
    headers: { Allow: allowed.join(', ') },
  });
}

/** The body is not the JSON that it should be. Code: documented. */
export function invalidRequestContent(problem: string): ArmRefusal {
  return new ArmRefusal(400, 'InvalidRequestContent', {
    message: `The request body is not usable: ${problem}.`,
  });
}

/** The body is longer than ARM takes. Code: from users' reports; the limit: documented. */
export function requestTooLarge(maxBytes: number): ArmRefusal {
  return new ArmRefusal(413, 'RequestContentTooLarge', {
    message: `The request body has more than ${maxBytes} bytes.`,
    headers: GATEWAY,
  });
}

/** The header block is longer than the server reads. Assumed. */
export function requestHeadersTooLarge(): ArmRefusal {
  return new ArmRefusal(431, 'RequestHeadersTooLarge', { message: 'The request headers are too long.' });
}

/** The client began a request and did not end it. Assumed. */
export function requestTimedOut(): ArmRefusal {
  return new ArmRefusal(408, 'RequestTimeout', { message: 'The request did not come to its end in time.' });
}

/** What came in is no HTTP request. Assumed: the real front door answers some page. */
export function unreadableRequest(): ArmRefusal {
  return new ArmRefusal(400, 'BadRequest', { message: 'This is no HTTP request.' });
}

/** The fake itself failed, or a fault asked for an answer that cannot be. Code: documented. */
export function internalError(problem: string): ArmRefusal {
  return new ArmRefusal(500, 'InternalServerError', { message: `The fake could not answer: ${problem}` });
}

/** A bucket that is empty. */
interface EmptyBucket {
  readonly kind: string;
  readonly scope: 'subscription' | 'tenant';
  readonly limit: number;
}

/** Too many requests. Codes and Retry-After: documented. */
export function throttled({ kind, scope, limit }: EmptyBucket, retryAfterSeconds: number): ArmRefusal {
  const code = scope === 'tenant' ? 'TenantRequestsThrottled' : 'SubscriptionRequestsThrottled';
  return new ArmRefusal(429, code, {
    message: `More ${kind} than the bucket of ${limit} allows. Wait ${retryAfterSeconds} s.`,
    headers: { 'Retry-After': String(retryAfterSeconds), ...GATEWAY },
  });
}

/** The real service may know this, the fake does not. */
export function notModelled(what: string, version: string): ArmRefusal {
  return new ArmRefusal(501, 'NotModelled', {
    message: `azureml-kubernetes-testkit ${version} does not model ${what}, and refuses what it does not model.`,
  });
}
