import { isJsonObject, type Json, type JsonObject } from '../../json.js';
import { badRequest } from '../../refusals/compute-refusals.js';
import { KUBERNETES_MEMBERS } from '../../world/compute-properties.js';

const ROOT = 'properties.properties';

/**
 * Reads `properties.properties` of a Kubernetes compute: the members that the API has, each of its documented type.
 * That another type is refused is assumed.
 *
 * @throws ArmRefusal 400
 */
export function parseKubernetesProperties(given: Json | undefined): JsonObject {
  if (given === undefined || given === null) return {};
  const sent = objectAt(given, ROOT);
  const known = KUBERNETES_MEMBERS.filter((name) => sent[name] !== undefined && sent[name] !== null);
  return Object.fromEntries(
    known.map((name): [string, Json] => {
      const path = `${ROOT}.${name}`;
      return [name, name === 'instanceTypes' ? instanceTypes(sent[name], path) : textAt(sent[name], path)];
    }),
  );
}

function instanceTypes(given: Json | undefined, path: string): JsonObject {
  return mapOf(given, path, (type, at) =>
    someOf(objectAt(type, at), at, {
      nodeSelector: (selector, inner) => mapOf(selector, inner, textAt),
      resources: (resources, inner) =>
        someOf(objectAt(resources, inner), inner, {
          requests: (amounts, place) => mapOf(amounts, place, quantityAt),
          limits: (amounts, place) => mapOf(amounts, place, quantityAt),
        }),
    }),
  );
}

type Reader = (value: Json | undefined, path: string) => Json;

/** The members that are there; null stays null, and members that the API does not have are dropped (assumed). */
function someOf(sent: JsonObject, path: string, readers: Readonly<Record<string, Reader>>): JsonObject {
  const there = Object.entries(readers).filter(([name]) => sent[name] !== undefined);
  return Object.fromEntries(
    there.map(([name, read]): [string, Json] => [
      name,
      sent[name] === null ? null : read(sent[name], `${path}.${name}`),
    ]),
  );
}

function mapOf(value: Json | undefined, path: string, read: Reader): JsonObject {
  return Object.fromEntries(
    Object.entries(objectAt(value, path)).map(([name, entry]): [string, Json] => [
      name,
      read(entry, `${path}.${name}`),
    ]),
  );
}

/** A quantity is a text (documented); a number is taken and kept as text (assumed), null is kept (documented). */
function quantityAt(value: Json | undefined, path: string): Json {
  if (value === null) return null;
  return typeof value === 'number' ? String(value) : textAt(value, path);
}

function textAt(value: Json | undefined, path: string): string {
  if (typeof value === 'string') return value;
  throw badRequest(`'${path}' must be a string.`, path);
}

function objectAt(value: Json | undefined, path: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw badRequest(`'${path}' must be an object.`, path);
}
