import { isJsonObject, type Json, type JsonObject } from '../../json.js';
import type { ExtensionCasing } from '../../service/modes/modes.js';

/** The settings of an extension keep the spelling of who wrote them (seen in clients). */
const KEPT = ['configurationSettings', 'configurationProtectedSettings'];

/** Spells the members of an object, and of the objects in it, as the index does. */
export function spellMembers(value: Json, casing: ExtensionCasing): Json {
  if (Array.isArray(value)) return value.map((one) => spellMembers(one, casing));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      spell(name, casing),
      KEPT.includes(name) ? member : spellMembers(member, casing),
    ]),
  ) satisfies JsonObject;
}

function spell(name: string, casing: ExtensionCasing): string {
  switch (casing) {
    case 'camel':
      return name;
    case 'lower':
      return name.toLowerCase();
    case 'pascal':
      return pascal(name);
    case 'mixed':
      // Seen in a client: `Scope.cluster.ReleaseNamespace`.
      return name === 'cluster' ? name : pascal(name);
  }
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
