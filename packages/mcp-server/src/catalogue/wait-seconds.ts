import type { ToolContext } from './tool-context.js';

/** How long a call waits where nothing else is asked, in seconds. */
export const DEFAULT_WAIT_SECONDS = 25;
/** Clients give up on a silent call after 60 seconds. */
export const MAX_SILENT_SECONDS = 50;
/** How long a silent call looks at most: what begins then still ends, and is answered, within its time. */
export const MAX_SILENT_LOOK_SECONDS = 45;
/** With a progress token. */
export const MAX_WAIT_SECONDS = 240;

/** How long a call may wait, after the cap. */
export function boundedSeconds(asked: number, { progress }: Pick<ToolContext, 'progress'>): number {
  return Math.min(asked, progress === null ? MAX_SILENT_SECONDS : MAX_WAIT_SECONDS);
}
