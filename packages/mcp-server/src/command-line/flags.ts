import { CONFIRM_MODES } from '../confirm/confirm-mode.js';
import { SERVED_ERAS } from '../eras/served-era.js';
import { LOG_LEVELS } from '../observability/log.js';
import { choiceFlag, listFlag, switchFlag, textFlag } from './flag.js';
import { HTTP_FLAGS } from './http-flags.js';
import { PREPARING_FLAGS } from './preparing-flags.js';

/** Every flag: parsing, the environment variables, `--help` and docs/configuration.md are made from this table. */
export const FLAGS = {
  workspace: textFlag({
    name: 'workspace',
    group: 'workspace',
    value: '<sub>/<rg>/<name>',
    help: 'tie the server to one workspace; an ARM id will do, too',
  }),
  subscription: textFlag({
    name: 'subscription',
    group: 'workspace',
    value: '<guid>',
    help: 'with --resource-group and the bare name as --workspace: the same in three parts',
  }),
  resourceGroup: textFlag({
    name: 'resource-group',
    group: 'workspace',
    value: '<name>',
    help: 'goes with --subscription',
  }),
  config: textFlag({
    name: 'config',
    group: 'workspace',
    value: '<config.json>',
    help: "the workspace from Azure ML's config file (default: the nearest one at or above the working directory)",
  }),
  allowWorkspace: listFlag({
    name: 'allow-workspace',
    group: 'workspace',
    value: '<a,b>',
    help: 'the only workspaces that calls may name',
  }),
  cloud: choiceFlag({
    name: 'cloud',
    group: 'azure',
    choices: ['public', 'usgov', 'china'],
    otherwise: 'public',
    help: 'which Azure cloud',
  }),
  armEndpoint: textFlag({
    name: 'arm-endpoint',
    group: 'azure',
    value: '<url>',
    help: 'another Azure Resource Manager; http on this machine means a test service',
  }),
  armScope: textFlag({
    name: 'arm-scope',
    group: 'azure',
    value: '<scope>',
    help: 'what tokens for Azure Resource Manager are asked for (default: its origin and /.default)',
  }),
  authority: textFlag({
    name: 'authority',
    group: 'azure',
    value: '<url>',
    help: 'who issues the tokens, in a cloud of its own (default: AZURE_AUTHORITY_HOST, else that of the cloud)',
  }),
  tenant: textFlag({
    name: 'tenant',
    group: 'azure',
    value: '<id>',
    help: 'the tenant to sign in to (default: AZURE_TENANT_ID, else that of the sign-in)',
  }),
  credential: choiceFlag({
    name: 'credential',
    group: 'azure',
    choices: ['auto', 'azure'],
    otherwise: 'auto',
    help: 'azure takes tokens of Azure always; auto does so unless a test service is asked, which takes any token',
  }),
  demo: switchFlag({
    name: 'demo',
    group: 'azure',
    help: 'an embedded fake service with a seeded workspace; needs no Azure account',
  }),
  readOnly: switchFlag({
    name: 'read-only',
    group: 'safety',
    help: 'leave out the tools that attach, prepare and detach; what preparing would change can be planned',
  }),
  tools: listFlag({ name: 'tools', group: 'safety', value: '<a,b>', help: 'offer these tools only' }),
  confirm: choiceFlag({
    name: 'confirm',
    group: 'safety',
    choices: CONFIRM_MODES,
    otherwise: 'auto',
    help: 'how a detach or a preparation is confirmed: by asking the person, by a token, not at all, or by asking where that can be done and else by token',
  }),
  confirmKey: listFlag({
    name: 'confirm-key',
    group: 'safety',
    value: '<new,old>',
    help: 'what confirmations are signed and sealed with, the same for all replicas (default: random); a second secret is still accepted while the first replaces it; set it as a variable, because others can see flags',
  }),
  auditLog: textFlag({
    name: 'audit-log',
    group: 'safety',
    value: '<file>',
    help: 'record every attach and detach, every write of a preparation and every command in a cluster here, one JSON line each before and after; none is sent while that fails',
  }),
  ...PREPARING_FLAGS,
  ...HTTP_FLAGS,
  era: choiceFlag({
    name: 'era',
    group: 'other',
    choices: SERVED_ERAS,
    otherwise: 'both',
    help: 'which revisions of MCP are spoken: 2025-11-25 and earlier only, or 2026-07-28 beside them',
  }),
  logLevel: choiceFlag({
    name: 'log-level',
    group: 'other',
    choices: LOG_LEVELS,
    otherwise: 'info',
    help: 'least level of the JSON lines on stderr',
  }),
} as const;
