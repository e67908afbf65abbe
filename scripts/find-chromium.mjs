import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Where a Chromium is. In CI, as root on Debian, it is installed where there is none.
 * @returns {{ path: string } | { path: null, why: string }}
 */
export function findChromium() {
  const found = [process.env.CHROMIUM_PATH ?? '', ...PLACES].find((path) => path !== '' && existsSync(path));
  if (found !== undefined) return { path: found };
  if (process.env.CI === undefined)
    return { path: null, why: 'there is no Chromium here; CHROMIUM_PATH can name one' };
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    return { path: null, why: 'there is no Chromium here, and only root can install it, on Debian' };
  }
  install('update');
  install('install', '-y', '--no-install-recommends', 'chromium');
  return { path: PLACES[0] };
}

function install(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['-q', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env });
}
