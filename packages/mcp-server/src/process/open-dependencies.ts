import * as z from 'zod';
import type { Config } from '../configuration/config.js';
import { selectionOf } from '../configuration/selection-of.js';
import type { SessionDependencies } from '../protocol/session-dependencies.js';
import { selectLazyTools } from '../tools/lazy-registry.js';
import { openSharedServices, type Surroundings } from './open-shared-services.js';
import { processPrincipal } from './process-principal.js';

/** What the calls of one client stand on: the one over stdio, which loads it for the first message that facts cannot answer, or a verb. */
export async function openDependencies(
  config: Config,
  surroundings: Surroundings,
): Promise<SessionDependencies> {
  // One client asks little: to compile validators takes longer than they save.
  z.config({ jitless: true });
  return {
    ...(await openSharedServices(config, surroundings)),
    principal: processPrincipal(),
    tools: selectLazyTools(selectionOf(config)),
    lasting: true,
  };
}
