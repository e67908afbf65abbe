import { amount, count, flag, type Members, orNull, record, type Shape, text, word } from '../shape/shape.js';
import type { ServiceModes } from './modes.js';

const members: Members<ServiceModes> = {
  update: word('overwrite', 'ok', 'conflict', 'bad-request'),
  longRunning: word('azure-async-operation', 'location', 'both', 'none'),
  retryAfterSeconds: orNull(count('must be a whole number of seconds, or null', 15)),
  signedOperationUrl: flag,
  operationRegion: orNull(
    text('must be a region name in lower case without spaces, or null', 'westus2', /^[a-z0-9]+$/),
  ),
  statusCase: word('pascal', 'lower'),
  detach: word('accepted', 'ok', 'no-content'),
  detachAbsent: word('no-content', 'not-found'),
  underlyingResourceAction: word('optional', 'required'),
  underlyingDelete: word('removes-cluster', 'keeps-cluster'),
  whileBusy: word('conflict', 'accept'),
  pageSize: count('must be a count from 1', 100, 1),
  lastNextLink: word('absent', 'null', 'empty'),
  readOnlyState: word('ignore', 'refuse'),
  names: word('lenient', 'documented', 'short'),
  namespaceCheck: word('asynchronous', 'synchronous', 'none'),
  roleCheck: word('asynchronous', 'synchronous'),
  operationRetentionMs: orNull(amount('must be a number of milliseconds, or null', 60_000)),
  graph: word('served', 'not-found', 'no-extensions'),
  graphLagMs: amount('must be a number of milliseconds', 60_000),
  graphExtensionCasing: word('pascal', 'mixed', 'camel', 'lower'),
  graphPageSize: count('must be a count from 1', 1_000, 1),
  graphTruncates: flag,
  graphThrottle: word('quota-headers', 'retry-after', 'empty-body'),
  graphMaxBytes: count('must be a count of bytes from 1', 16_777_216, 1),
};

/** The modes as data, for callers without types. */
export const modesShape: Shape<Partial<ServiceModes>> = record<Partial<ServiceModes>>(members);
