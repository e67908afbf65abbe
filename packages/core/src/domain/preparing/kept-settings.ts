import { hexDigest } from './hex-digest.js';
import type { Change } from './step.js';

/** Settings of an extension, by name. */
export type Settings = Readonly<Record<string, string>>;

/** The settings of a rewritten extension: those that may be shown, and those that only others can have chosen. */
export interface SortedSettings {
  readonly shown: Settings;
  /** With a name or a value of an unusual form: untrusted. */
  readonly unusual: Settings;
}

const KEY = /^[A-Za-z][\w.-]{0,99}$/;
/** Names, paths, hosts and switches: no room for a sentence. */
const VALUE = /^[\w.:/@+-]{1,253}$/;

/** Sorts the settings of an extension; what `own` has as well comes from the caller or from us, and is always shown. */
export function sortSettings(all: Settings, own: Settings): SortedSettings {
  const isShown = ([key, value]: readonly [string, string]): boolean =>
    (Object.hasOwn(own, key) && own[key] === value) || (KEY.test(key) && VALUE.test(value));
  const entries = Object.entries(all);
  return {
    shown: Object.fromEntries(entries.filter(isShown)),
    unusual: Object.fromEntries(entries.filter((entry) => !isShown(entry))),
  };
}

/** The one change that stands for settings which are kept and cannot be shown; none where there are none. */
export async function keptChanges(unusual: Settings): Promise<readonly Change[]> {
  const entries = Object.entries(unusual);
  if (entries.length === 0) return [];
  const digest = await hexDigest(
    'SHA-256',
    JSON.stringify(entries.sort(([one], [other]) => (one < other ? -1 : 1))),
  );
  const settings = entries.length === 1 ? '1 setting' : `${entries.length} settings`;
  const summary = `keep ${settings} of the extension that others chose`;
  return [{ id: `extension/keep/${digest}`, summary, danger: null }];
}
