import { parseOrigin } from '@azureml-kubernetes/core';
import { FLAGS } from '../command-line/flags.js';
import type { Problems } from '../command-line/problems.js';
import type { Settings } from '../command-line/settings.js';
import type { EntraSettings } from './entra-settings.js';
import { GUID } from './guid.js';

const READ = ['Compute.Read', 'Compute.Read.All'];
const PREPARE = ['Compute.Prepare', 'Compute.Prepare.All'];
const WRITE = ['Compute.ReadWrite', 'Compute.ReadWrite.All'];

/** Null when callers do not sign in, or when a problem was added. */
export function parseEntraSettings(
  settings: Settings,
  cloudAuthority: string,
  problems: Problems,
): EntraSettings | null {
  if (settings.of(FLAGS.auth) === 'none') return null;
  const tenant = settings.of(FLAGS.authTenant)?.toLowerCase() ?? '';
  if (!GUID.test(tenant)) problems.add('--auth-tenant must be the id of a tenant, a GUID');
  const audiences = settings.of(FLAGS.authAudience) ?? [];
  if (audiences.length === 0 || !audiences.every(isAudience))
    problems.add(
      '--auth-audience must be a client id or an App ID URI, such as https://mcp.example.com/mcp or api://11111111-2222-3333-4444-555555555555',
    );
  const authority = settings.of(FLAGS.authAuthority);
  return {
    tenant,
    audiences,
    authority:
      authority === null
        ? cloudAuthority
        : problems.of(() => parseOrigin(authority, '--auth-authority'), cloudAuthority),
    permissions: {
      read: parseNames(settings.of(FLAGS.authRead) ?? READ, problems),
      write: parseNames(settings.of(FLAGS.authWrite) ?? WRITE, problems),
      prepare: parseNames(settings.of(FLAGS.authPrepare) ?? PREPARE, problems),
    },
    requireRoles: settings.of(FLAGS.authRequireRoles),
    peopleOnly: settings.of(FLAGS.downstream) === 'obo',
  };
}

function isAudience(text: string): boolean {
  return GUID.test(text) || /^[a-z][\w+.-]*:\/\/[\w./-]+(?::\d{1,5})?[\w./-]*$/i.test(text);
}

function parseNames(names: readonly string[], problems: Problems): readonly string[] {
  for (const name of names)
    if (!/^[\w.:-]+$/.test(name))
      problems.add(
        '--auth-read, --auth-write and --auth-prepare take names of scopes without the application, such as Compute.Read',
      );
  return names;
}
