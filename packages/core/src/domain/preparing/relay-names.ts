import { type ClusterId, nameOf, resourceGroupOf, subscriptionOf } from '../ids/resource-ids.js';
import { md5 } from './md5.js';

/** The names under which an Arc cluster's Relay is made, the same ones as Azure's command line uses. */
export interface RelayNames {
  readonly namespace: string;
  readonly hybridConnection: string;
  readonly rule: string;
}

const MAX_NAME = 50;
const HASH_DIGITS = 6;

/** Derives the names from the cluster alone, so that every caller finds the same Relay. */
export function relayNamesOf(cluster: ClusterId): RelayNames {
  const name = nameOf(cluster);
  return {
    namespace: shortened(`${name}-${subscriptionOf(cluster)}-${resourceGroupOf(cluster)}-relay`),
    hybridConnection: name,
    rule: 'azureml_rw',
  };
}

/** Letters and digits of the text; what is longer than 50 ends in a part of the hash of the whole text instead. */
function shortened(text: string): string {
  const plain = text.replace(/[^a-z0-9]/gi, '');
  if (plain.length <= MAX_NAME) return plain;
  return plain.slice(0, MAX_NAME - HASH_DIGITS) + md5(text).slice(0, HASH_DIGITS);
}

/** Relay's own rule: 6 to 50 letters, digits and hyphens, beginning with a letter. */
export function isRelayNamespace(name: string): boolean {
  return /^[a-z][a-z0-9-]{5,49}$/i.test(name);
}
