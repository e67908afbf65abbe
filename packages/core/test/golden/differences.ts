/**
 * Why a row may differ from the reference. The first 21 were agreed before the work began; the later ones are
 * decided in docs/adr/.
 */
export const REASONS: Readonly<Record<number, string>> = {
  1: 'all requests go to ARM, with one slash',
  2: 'the api-version is a current one',
  3: 'names are checked before any request',
  4: 'the whole resource id has to follow the ARM grammar; resource groups may have parentheses',
  5: 'the body of the PUT holds members only in their real places',
  6: 'identity ids and namespaces are checked; ids compare without case',
  7: 'a compute of another type, or one that is not attached, is a typed refusal',
  8: "the PUT's own answer is kept, so that nothing is lost when a read after it fails",
  9: 'a wait without an operation follows the compute, and the compute has the last word',
  10: 'a pending operation knows its kind, so that a wait after detach needs no flag',
  11: 'a detach that the service finished at once is done',
  13: 'a refresh sets all fields or none',
  14: 'serialize and the text form do no I/O',
  15: 'serialize adds what an exact way back needs',
  16: 'a payload of another workspace is refused',
  17: 'null members are read as absent',
  19: 'after a lost answer, a 5xx or a 409 the compute is read before anything is sent again',
  20: 'only ISO 8601 dates are read',
  21: 'a nextLink to another origin is refused, and an entry of a list that cannot be read is reported beside the others',
  22: 'an attach reads the name first (ADR 1)',
  23: 'members that the service left out are read as absent, and a byte order mark is skipped (ADR 2)',
  24: 'a configuration is frozen once it is checked (ADR 3)',
  25: 'smaller differences of surface (ADR 4)',
};

/** How a row differs beyond what its replay maps: for which reasons, and what ours does instead. */
export interface Difference {
  readonly reasons: readonly number[];
  /** `ok`, or the code of the refusal. */
  readonly ours: string;
}

function differ(ours: string, ...reasons: readonly number[]): Difference {
  return { ours, reasons };
}

/** Every row that differs, by file and index. */
export const DIFFERENCES: Readonly<Record<string, Readonly<Record<number, Difference>>>> = {
  'attach-configuration': {
    3: differ('invalid-input', 6),
    4: differ('invalid-input', 6),
    5: differ('invalid-input', 6),
    10: differ('ok', 4),
    11: differ('invalid-input', 4),
    12: differ('invalid-input', 4),
    13: differ('invalid-input', 4),
    19: differ('ok', 4),
    23: differ('invalid-input', 4),
    24: differ('invalid-input', 4),
    25: differ('invalid-input', 4),
    26: differ('invalid-input', 4),
    38: differ('ok', 6),
    40: differ('invalid-input', 6),
    41: differ('invalid-input', 6),
    42: differ('invalid-input', 6),
  },
  'attach-payload': {
    5: differ('ok', 6),
    6: differ('invalid-input', 4),
    7: differ('ok', 24),
    8: differ('ok', 24),
    9: differ('ok', 24),
    10: differ('ok', 24),
  },
  'validate-identity': { 0: differ('ok', 25), 2: differ('ok', 25) },
  status: {
    15: differ('invalid-payload', 20),
    16: differ('invalid-payload', 20),
    19: differ('invalid-payload', 20),
  },
  'deserialize-serialize': {
    37: differ('workspace-mismatch', 16),
    38: differ('workspace-mismatch', 16),
    41: differ('ok', 17),
    44: differ('ok', 14),
  },
  constructor: {
    8: differ('ok', 23),
    13: differ('ok', 23),
    14: differ('unsupported-operation', 7),
    15: differ('unsupported-operation', 7),
    16: differ('unsupported-operation', 7),
    17: differ('ok', 23),
    18: differ('ok', 23),
    19: differ('invalid-input', 3),
    20: differ('invalid-input', 3),
    21: differ('invalid-input', 3),
    22: differ('invalid-input', 3),
    23: differ('invalid-input', 3),
    24: differ('invalid-input', 3),
    25: differ('invalid-input', 3),
    26: differ('invalid-input', 3),
  },
  'attach-transcripts': {
    0: differ('ok', 22, 8),
    1: differ('ok', 22, 8),
    2: differ('ok', 22, 8),
    3: differ('ok', 22, 8),
    4: differ('service', 22),
    5: differ('credential', 22),
    6: differ('forbidden', 22),
    7: differ('service', 22),
    8: differ('service', 22),
    9: differ('ok', 22, 8),
    10: differ('ok', 22, 8),
    11: differ('ok', 22),
    12: differ('ok', 22),
    13: differ('invalid-input', 3),
    14: differ('ok', 22),
    15: differ('ok', 22, 8),
    17: differ('ok', 25),
  },
  'detach-transcripts': {
    2: differ('ok', 11),
    5: differ('conflict', 19),
    7: differ('ok', 19),
    9: differ('ok', 9),
    10: differ('ok', 10),
    11: differ('unsupported-operation', 25),
  },
  'list-transcripts': { 4: differ('untrusted-url', 21), 6: differ('ok', 25) },
  'state-transcripts': { 11: differ('unsupported-operation', 13), 16: differ('ok', 14) },
  'wait-transcripts': {
    7: differ('provisioning-failed', 9),
    10: differ('provisioning-failed', 9),
    12: differ('unsupported-operation', 13),
    21: differ('ok', 9),
    22: differ('provisioning-failed', 9),
    23: differ('timed-out', 9),
    24: differ('timed-out', 9),
    25: differ('timed-out', 9),
    26: differ('ok', 9),
    27: differ('provisioning-failed', 9),
  },
};
