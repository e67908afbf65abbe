import type { AmbientFiles } from './ambient.ts';
import type { PackageName } from './source-text.ts';
import type { CastAllowance } from './types.ts';

/** What differs between the packages. */
export interface PackageRules {
  readonly casts: CastAllowance;
  /** Files that may silence the linter, each with a reason that the linter asks for. */
  readonly silencing: readonly string[];
  readonly ambient: AmbientFiles;
  /** Whether its sources run without Node. */
  readonly withoutNode: boolean;
}

/** The rules of each package, beside those that all have. */
export const RULES: Readonly<Record<PackageName, PackageRules>> = {
  core: {
    casts: { folders: ['wire'], atMost: 3 },
    silencing: ['kubernetes-compute.ts'],
    ambient: new Map([
      ['runtime/clock.ts', 'makes the clock of the platform a capability'],
      ['runtime/random.ts', 'makes random numbers a capability'],
      ['runtime/nonce.ts', 'makes numbers that cannot be guessed a capability'],
      [
        'transport/client-request-id.ts',
        'names a request for people who read logs; nothing depends on the value',
      ],
    ]),
    withoutNode: true,
  },
  'mcp-server': {
    casts: { folders: [], atMost: 0 },
    silencing: [],
    ambient: new Map([
      ['doctor/run-doctor.ts', 'ends the one run of a command'],
      ['http/exchange/serve-web-request.ts', 'lets headers leave before a body that is silent'],
      ['http/endpoint/session.ts', 'session ids must not be guessed'],
      ['observability/audit-log.ts', 'ids of audit lines'],
      ['confirm/confirm-parts.ts', 'the secret of confirmations, and what seals them'],
      ['process/serve-stdio.ts', 'the end of the process'],
    ]),
    withoutNode: false,
  },
  testkit: {
    casts: { folders: [], atMost: 0 },
    silencing: ['service/respond.ts', 'service/route-table.ts'],
    ambient: new Map([
      ['http/start-fake-server.ts', 'the end of a server with open connections'],
      ['time/manual-clock.ts', 'lets pending I/O finish, and notices a test that never moves the clock'],
      ['time/system-clock.ts', 'makes the clock of the platform a capability'],
    ]),
    withoutNode: false,
  },
};
