import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Finds a Chromium: the one that CHROMIUM_PATH names, else one in the usual places.
 * @returns {{ path: string } | { path: null, why: string }}
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH ?? '';
  if (named !== '')
    return existsSync(named) ? { path: named } : { path: null, why: 'CHROMIUM_PATH names no file' };
  const path = PLACES.find((place) => existsSync(place));
  return path === undefined ? { path: null, why: 'no Chromium found; CHROMIUM_PATH can name one' } : { path };
}
