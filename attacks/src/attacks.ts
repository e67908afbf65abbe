import { brokenConsent } from './answers/broken-consent.ts';
import { hostileBodies } from './answers/hostile-bodies.ts';
import type { Attack } from './attack.ts';
import { randomMessages } from './stdio/random-messages.ts';
import { forgedTokens } from './tokens/forged-tokens.ts';
import { abortedWaits } from './waits/aborted-waits.ts';
import { kills } from './writes/kills.ts';
import { replicas } from './writes/replicas.ts';

/** All attacks, in the order in which they are played. */
export const attacks: readonly Attack[] = [
  randomMessages,
  brokenConsent,
  hostileBodies,
  kills,
  replicas,
  abortedWaits,
  forgedTokens,
];
