import type { Config } from '../configuration/config.js';
import { selectionOf } from '../configuration/selection-of.js';
import { eraOf } from '../eras/era-of.js';
import { listOffer } from '../protocol/list-offer.js';
import type { SessionDependencies } from '../protocol/session-dependencies.js';
import type { WriteMessage } from '../stdio/channel.js';
import { EarlyAnswers } from '../stdio/early-answers.js';
import { Legs } from '../stdio/legs.js';
import { selectLazyTools } from '../tools/lazy-registry.js';
import { version } from '../version.js';

/** What the legs need of the process. */
export interface StdioLegsOptions {
  readonly config: Config;
  readonly write: WriteMessage;
  /** Called when fewer messages may be at work than before. */
  readonly onSettled: () => void;
  /** Loads what calls stand on; made once. */
  readonly dependencies: () => Promise<SessionDependencies>;
  readonly onFailed: (error: unknown) => void;
}

/** Both legs of the protocol over stdio. What a start asks for is answered without them, from facts of the build. */
export function openStdioLegs(options: StdioLegsOptions): Legs {
  const { config, write, onSettled, dependencies, onFailed } = options;
  const tools = selectLazyTools(selectionOf(config));
  const pinned = config.demo || config.pinned !== null;
  const early = new EarlyAnswers(listOffer({ version, tools, pinned }));
  return new Legs({
    route: config.era === 'both' ? eraOf : () => 'legacy',
    early: (message, era) => early.answer(message, era),
    write,
    open: {
      legacy: async () => {
        const [opened, { openLegacyStdio }] = await Promise.all([
          dependencies(),
          import('../eras/legacy/open-legacy-stdio.js'),
        ]);
        return openLegacyStdio(opened, { write, onSettled, handshake: early.handshake });
      },
      modern: async () => {
        const [opened, { openModernStdio }] = await Promise.all([
          dependencies(),
          import('../eras/modern/open-modern-stdio.js'),
        ]);
        return openModernStdio(opened, { write, onSettled });
      },
    },
    onFailed,
    onDelivered: onSettled,
  });
}
