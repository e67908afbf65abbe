import { isJsonObject, type Json } from '../json.js';
import { notModelled } from '../refusals/arm-refusals.js';
import { version } from '../version.js';

/**
 * Refuses a member of a body that the fake would drop without a word. A null counts as not given.
 *
 * @throws ArmRefusal 501 `NotModelled`
 */
export function refuseStrangers(value: Json | undefined, known: readonly string[], path: string): void {
  if (!isJsonObject(value)) return;
  const stranger = Object.keys(value).find((name) => !known.includes(name) && value[name] !== null);
  if (stranger !== undefined) throw notModelled(`the member ${path}${stranger}`, version);
}
