import { isJsonObject, type JsonObject } from '../json.js';
import type { Answer } from '../refusals/answer.js';

/** The answer with another word where the state of a resource or an operation stands. */
export function withState(answer: Answer, state: string): Answer {
  const { json } = answer;
  if (json === undefined) return answer;
  const { text: _, ...rest } = answer;
  if (typeof json['status'] === 'string') return { ...rest, json: { ...json, status: state } };
  return { ...rest, json: isJsonObject(json['properties']) ? withProvisioningState(json, state) : json };
}

function withProvisioningState(json: JsonObject, provisioningState: string): JsonObject {
  const { properties } = json;
  return { ...json, properties: { ...(isJsonObject(properties) ? properties : {}), provisioningState } };
}

/** The answer with operation URLs that point to another origin. */
export function withForeignOperation(answer: Answer, origin: string): Answer {
  const headers = { ...answer.headers };
  for (const name of ['Azure-AsyncOperation', 'Location']) {
    const url = headers[name];
    if (url !== undefined) headers[name] = moved(url, origin);
  }
  return { ...answer, headers };
}

/** A list that fits on one page gets a next link all the same, so that the trap is always set. */
export function withForeignNextLink(answer: Answer, origin: string): Answer {
  if (answer.json === undefined) return answer;
  const given = answer.json['nextLink'];
  const path = '/stolen?api-version=2024-04-01&$skip=1';
  return {
    ...answer,
    json: {
      ...answer.json,
      nextLink: typeof given === 'string' && given !== '' ? moved(given, origin) : `${origin}${path}`,
    },
  };
}

function moved(url: string, origin: string): string {
  const { pathname, search } = new URL(url);
  return `${origin}${pathname}${search}`;
}
