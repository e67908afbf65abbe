import { brokenConsent } from './answers/broken-consent.ts';
import { growingLinks } from './answers/growing-links.ts';
import { hostileBodies } from './answers/hostile-bodies.ts';
import { hostsOfUrls } from './answers/hosts-of-urls.ts';
import { speakingQuestion } from './answers/speaking-question.ts';
import type { Attack } from './attack.ts';
import { endlessKeys } from './http/endless-keys.ts';
import { eventMemory } from './http/event-memory.ts';
import { longNames } from './http/long-names.ts';
import { oddRequests } from './http/odd-requests.ts';
import { silence } from './http/silence.ts';
import { strangers } from './http/strangers.ts';
import { badAuditLog } from './start/bad-audit-log.ts';
import { carelessSettings } from './start/careless-settings.ts';
import { doctorSays } from './start/doctor-says.ts';
import { foreignBytecode } from './start/foreign-bytecode.ts';
import { hostileFolder } from './start/hostile-folder.ts';
import { mistypedFlag } from './start/mistyped-flag.ts';
import { portInUse } from './start/port-in-use.ts';
import { realCredential } from './start/real-credential.ts';
import { deafClient } from './stdio/deaf-client.ts';
import { randomMessages } from './stdio/random-messages.ts';
import { forgedTokens } from './tokens/forged-tokens.ts';
import { abortedWaits } from './waits/aborted-waits.ts';
import { acceptedWrites } from './writes/accepted-writes.ts';
import { auditLines } from './writes/audit-lines.ts';
import { brokenConnection } from './writes/broken-connection.ts';
import { killedTestkit } from './writes/killed-testkit.ts';
import { kills } from './writes/kills.ts';
import { replicas } from './writes/replicas.ts';

/** All attacks, in the order in which they are played. */
export const attacks: readonly Attack[] = [
  badAuditLog,
  carelessSettings,
  doctorSays,
  foreignBytecode,
  hostileFolder,
  mistypedFlag,
  portInUse,
  realCredential,
  randomMessages,
  deafClient,
  endlessKeys,
  eventMemory,
  longNames,
  oddRequests,
  strangers,
  brokenConsent,
  growingLinks,
  hostileBodies,
  hostsOfUrls,
  speakingQuestion,
  acceptedWrites,
  auditLines,
  brokenConnection,
  killedTestkit,
  kills,
  replicas,
  abortedWaits,
  silence,
  forgedTokens,
];
