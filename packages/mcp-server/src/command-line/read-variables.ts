import { nearestWord } from '@azureml-kubernetes/core';
import type { Environment } from '../runtime/environment.js';
import { variableOf } from './flag.js';
import { FLAGS } from './flags.js';
import type { Problems } from './problems.js';

const PREFIX = 'AZUREML_KUBERNETES_';
/** Where the contract suite finds a workspace of Azure. */
const LIVE_PREFIX = `${PREFIX}LIVE_`;

/** What Kubernetes sets for a Service whose name begins like ours (the links of Docker, kept by Kubernetes). */
const SERVICE_NAME = /_SERVICE_(?:HOST|PORT)(?:_\w+)?$|_PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?$/;
const SERVICE_VALUE = /^(?:tcp|udp|sctp):\/\//;

/** The variables that may be read, and those that are not ours. */
export interface ReadVariables {
  /** The environment without what is ignored. */
  readonly env: Environment;
  /** Names of the variables that are not taken for settings, because Kubernetes sets them for a Service. */
  readonly ignored: readonly string[];
}

/** Adds a problem for each variable of this program that does not exist. No value of one is shown. */
export function readVariables(env: Environment, problems: Problems): ReadVariables {
  const known = Object.values(FLAGS).map(variableOf);
  const given = Object.keys(env).filter((name) => name.startsWith(PREFIX) && env[name] !== undefined);
  const isKnown = (name: string): boolean => known.includes(name) || name.startsWith(LIVE_PREFIX);
  const ignored = given.filter(
    (name) => SERVICE_VALUE.test(env[name] ?? '') || (!isKnown(name) && SERVICE_NAME.test(name)),
  );
  for (const name of given)
    if (!isKnown(name) && !ignored.includes(name))
      problems.add(`${name}: there is no such variable${hintFor(name, known)}`);
  const kept = Object.entries(env).filter(([name]) => !ignored.includes(name));
  return { env: Object.fromEntries(kept), ignored };
}

function hintFor(name: string, known: readonly string[]): string {
  const meant = nearestWord(name, known);
  return meant === null ? '; see --help' : `; did you mean ${meant}?`;
}
