import {
  CLOUDS,
  type CloudEndpoints,
  type CloudName,
  isLoopback,
  parseOrigin,
} from '@azureml-kubernetes/core';
import { FLAGS } from '../command-line/flags.js';
import type { Problems } from '../command-line/problems.js';
import type { Settings } from '../command-line/settings.js';
import type { Environment } from '../runtime/environment.js';
import { GUID } from './guid.js';
import { isTestService } from './is-test-service.js';
import { type Authority, parseAuthority } from './parse-authority.js';

/** The cloud to work in, and how to sign in to it. */
export interface CloudSettings {
  /** A name where everything is that of a known cloud. */
  readonly cloud: CloudName | CloudEndpoints;
  /** The tenant that tokens are taken from; null leaves it to the credential. */
  readonly tenant: string | null;
  /** A test service on this machine takes any token. */
  readonly credential: 'azure' | 'static';
  /**
   * The flag or variable that leads a sign-in to another cloud than the one that is asked; null where nothing does.
   * It names an authority of another cloud, or a cloud that is not known and that no authority is given for.
   */
  readonly foreignAuthority: string | null;
}

/** Azure's client libraries read it, and the workload identity webhook of AKS sets it. */
const AUTHORITY_VARIABLE = 'AZURE_AUTHORITY_HOST';
/** Azure's client libraries put it into the path of the authority. */
const TENANT_VARIABLE = 'AZURE_TENANT_ID';

/** Reads which cloud is meant: a known one by its name, any other by its endpoint, authority and scope. */
export function parseCloudSettings(settings: Settings, env: Environment, problems: Problems): CloudSettings {
  const name = settings.of(FLAGS.cloud);
  const known = CLOUDS[name];
  const tenant = parseTenant(settings.of(FLAGS.tenant), '--tenant', problems);
  if (settings.of(FLAGS.demo)) return { cloud: name, tenant, credential: 'static', foreignAuthority: null };
  const endpoint = parseEndpoint(settings.of(FLAGS.armEndpoint), problems);
  // It stays where Azure's libraries read it; --tenant takes its place.
  if (tenant === null && !isTestService(endpoint))
    parseTenant(env[TENANT_VARIABLE] || null, TENANT_VARIABLE, problems);
  const authority = parseGivenAuthority(settings, env, problems);
  const resourceManager = endpoint ?? known.resourceManager;
  const cloud = {
    resourceManager,
    scope: parseScope(settings.of(FLAGS.armScope), problems) ?? `${resourceManager}/.default`,
    authority: authority?.origin ?? known.authority,
  };
  return {
    cloud: isSame(cloud, known) ? name : cloud,
    tenant: tenant ?? authority?.tenant ?? null,
    credential: isTestService(endpoint) && settings.of(FLAGS.credential) === 'auto' ? 'static' : 'azure',
    foreignAuthority: endpoint === null ? foreignTo(known, authority) : unsignedAt(endpoint, authority),
  };
}

function foreignTo(known: CloudEndpoints, authority: GivenAuthority | null): string | null {
  return authority === null || authority.origin === known.authority ? null : authority.from;
}

/** A gateway on this machine leads to a cloud that is known. */
function unsignedAt(endpoint: string, authority: GivenAuthority | null): string | null {
  const isKnown = Object.values(CLOUDS).some(({ resourceManager }) => resourceManager === endpoint);
  const isHere = isLoopback(new URL(endpoint).hostname);
  return authority !== null || isKnown || isHere ? null : `--${FLAGS.armEndpoint.name}`;
}

interface GivenAuthority extends Authority {
  /** The flag or variable that names it. */
  readonly from: string;
}

function parseGivenAuthority(
  settings: Settings,
  env: Environment,
  problems: Problems,
): GivenAuthority | null {
  const flag = settings.of(FLAGS.authority);
  const text = flag ?? env[AUTHORITY_VARIABLE];
  if (!text) return null;
  const from = flag === null ? AUTHORITY_VARIABLE : `--${FLAGS.authority.name}`;
  return problems.of(() => ({ ...parseAuthority(text, from), from }), null);
}

function parseEndpoint(text: string | null, problems: Problems): string | null {
  return text === null ? null : problems.of(() => parseOrigin(text, `--${FLAGS.armEndpoint.name}`), null);
}

function parseTenant(text: string | null, from: string, problems: Problems): string | null {
  if (text === null) return null;
  if (GUID.test(text)) return text.toLowerCase();
  if (text === 'adfs' || /^[a-z\d-]+(?:\.[a-z\d-]+)+$/i.test(text)) return text;
  problems.add(
    `${from} must be the id of a tenant, a GUID, or one of its domains, such as contoso.onmicrosoft.com`,
  );
  return null;
}

function parseScope(text: string | null, problems: Problems): string | null {
  if (text === null || /^[a-z][\w+.-]*:\/\/[\w.:/-]+\/\.default$/i.test(text)) return text;
  problems.add('--arm-scope must end in /.default, such as https://management.azure.com/.default');
  return null;
}

function isSame(one: CloudEndpoints, other: CloudEndpoints): boolean {
  return (
    one.resourceManager === other.resourceManager &&
    one.scope === other.scope &&
    one.authority === other.authority
  );
}
