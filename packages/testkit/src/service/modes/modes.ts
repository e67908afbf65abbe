import type { ClaimsWording } from '../../refusals/token-refusals.js';
import { defaultPreparingModes, type PreparingModes } from './preparing-modes.js';

/** How Resource Graph spells the members of an extension: its own way, or as reported by clients. */
export type ExtensionCasing = 'pascal' | 'mixed' | 'camel' | 'lower';

/**
 * Named choices where the real service is unproven or varies. The first word of each union is the default, which is
 * what was recorded, or else what seems most likely.
 */
export interface ServiceModes extends PreparingModes {
  /** PUT over an existing compute. Default: 201 and a new attach (recorded for AmlCompute; unproven for Kubernetes). */
  readonly update: 'overwrite' | 'ok' | 'conflict' | 'bad-request';
  /** How an accepted PUT or DELETE tells where to look. `none` leaves only the resource's own state. */
  readonly longRunning: 'azure-async-operation' | 'location' | 'both' | 'none';
  /** `Retry-After` on accepted operations and on their polls; null sends none (recorded). */
  readonly retryAfterSeconds: number | null;
  /** Operation URLs carry the long signature that the service adds since 2024 (recorded). */
  readonly signedOperationUrl: boolean;
  /** Region in operation URLs; null is the workspace's. It may differ from the compute's (recorded). */
  readonly operationRegion: string | null;
  /** The word case of operation statuses; clients must not care. */
  readonly statusCase: 'pascal' | 'lower';
  /** How a DELETE is answered: 202 and an operation, or done at once with 200 or 204. */
  readonly detach: 'accepted' | 'ok' | 'no-content';
  /** DELETE of what is not there: 204 (documented) or 404. */
  readonly detachAbsent: 'no-content' | 'not-found';
  /** Whether DELETE needs `underlyingResourceAction`: accepted without in 2022 (recorded), required by the document. */
  readonly underlyingResourceAction: 'optional' | 'required';
  /** What `underlyingResourceAction=Delete` does to the cluster: not documented; the default is the worst case. */
  readonly underlyingDelete: 'removes-cluster' | 'keeps-cluster';
  /** PUT or DELETE while another operation is at work. */
  readonly whileBusy: 'conflict' | 'accept';
  /** Entries on a list page. */
  readonly pageSize: number;
  /** `nextLink` on the last page: not there (recorded), null or empty. */
  readonly lastNextLink: 'absent' | 'null' | 'empty';
  /** A PUT body whose provisioningState is not the current one: ignored, or 400 as ARM's rules have it. */
  readonly readOnlyState: 'ignore' | 'refuse';
  /** Which compute names are accepted: 2 to 32 letters, digits, dashes; the 2025-12-01 pattern; 2 to 16. */
  readonly names: 'lenient' | 'documented' | 'short';
  /** Whether and when the namespace's form is checked; the service is not known to check it at all. */
  readonly namespaceCheck: 'asynchronous' | 'synchronous' | 'none';
  /**
   * When it shows that the workspace's identity lacks its roles on the cluster: at the end of the attach as an internal
   * error (documented), or at once as 400. A workspace with user-assigned identities alone is refused at once in both
   * (from users' reports).
   */
  readonly roleCheck: 'asynchronous' | 'synchronous';
  /**
   * Whether a token of another tenant (the claim `tid`) is refused below a subscription and sees none of them. Azure
   * does (reported); by default every token is good, so that tests need none of a certain tenant.
   */
  readonly tokenTenant: 'any' | 'checked';
  /**
   * Whether a request that changes something needs a token with the authentication context `p1` (the claim `acrs`), as
   * where MFA is enforced. The mode says how the challenge for it is worded (both reported).
   */
  readonly claimsChallenge: 'never' | ClaimsWording;
  /** How long an operation can be read after its end, in milliseconds; null is without end (unknown). */
  readonly operationRetentionMs: number | null;
  /** Regions of ARM that answer in turn, each with token buckets of its own (recorded: one or two). */
  readonly armRegions: number;
  /** Azure Resource Graph: served, absent as in private clouds (assumed), or without the table of extensions (reported). */
  readonly graph: 'served' | 'not-found' | 'no-extensions';
  /** Milliseconds until what was created shows in Resource Graph (documented: usually under a minute). */
  readonly graphLagMs: number;
  /** How Resource Graph spells the members of extensions: documented for the type, else reported. */
  readonly graphExtensionCasing: ExtensionCasing;
  /** Rows that a page of Resource Graph has at most (documented: 1,000). */
  readonly graphPageSize: number;
  /** Whether rows beyond a page are lost instead of paged (documented for queries without an order). */
  readonly graphTruncates: boolean;
  /** What a refused query says of the pause: assumed, assumed, reported. */
  readonly graphThrottle: 'quota-headers' | 'retry-after' | 'empty-body';
  /** Bytes that an answer of Resource Graph has at most (reported). */
  readonly graphMaxBytes: number;
}

/** The recorded behaviour, or the likeliest where nothing is recorded. */
export const defaultModes: ServiceModes = {
  ...defaultPreparingModes,
  update: 'overwrite',
  longRunning: 'azure-async-operation',
  retryAfterSeconds: null,
  signedOperationUrl: false,
  operationRegion: null,
  statusCase: 'pascal',
  detach: 'accepted',
  detachAbsent: 'no-content',
  underlyingResourceAction: 'optional',
  underlyingDelete: 'removes-cluster',
  whileBusy: 'conflict',
  pageSize: 100,
  lastNextLink: 'absent',
  readOnlyState: 'ignore',
  names: 'lenient',
  namespaceCheck: 'asynchronous',
  roleCheck: 'asynchronous',
  tokenTenant: 'any',
  claimsChallenge: 'never',
  operationRetentionMs: null,
  armRegions: 1,
  graph: 'served',
  graphLagMs: 0,
  graphExtensionCasing: 'pascal',
  graphPageSize: 1_000,
  graphTruncates: false,
  graphThrottle: 'quota-headers',
  graphMaxBytes: 16 * 1024 * 1024,
};
