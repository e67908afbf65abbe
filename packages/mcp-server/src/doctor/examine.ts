import { type Clock, CredentialError } from '@azureml-kubernetes/core';
import type { Connection } from '../azure/connect.js';
import type { ConfigWarning } from '../configuration/config-warnings.js';
import type { ProxyUse } from '../configuration/environment-proxy.js';
import type { HttpConfig } from '../configuration/http-config.js';
import { presentAttempts } from '../present/present-attempts.js';
import { toolWord } from '../present/tool-word.js';
import { examineAuditLog } from './examine-audit-log.js';
import { examineChecks, examineClusters } from './examine-checks.js';
import { examineSignIn } from './examine-sign-in.js';
import { failureOf } from './failure.js';
import type { Finding } from './finding.js';

/** Tokens are refused when the clocks are further apart. */
const MAX_SKEW_MS = 5 * 60_000;

/** What the examinations of doctor look at. */
export interface Examined extends Connection {
  /** What the operator should know about the configuration. */
  readonly warnings: readonly ConfigWarning[];
  readonly proxy: ProxyUse;
  readonly clock: Clock;
  /** Milliseconds by which the service's clock is ahead, as its answers so far say; null without an answer. */
  readonly skewMs: () => number | null;
  readonly signal: AbortSignal;
  /** The file that writes are recorded in; null where they are not. */
  readonly auditLog: string | null;
  /** Null when the server speaks over stdin and stdout. */
  readonly http: HttpConfig | null;
}

/** Checks from the inside out whether everything is in place; what makes no sense after a failure is left out. */
export async function* examine(examined: Examined): AsyncGenerator<Finding> {
  for (const { subject, text } of examined.warnings) yield { verdict: 'warn', subject, text };
  yield examineProxy(examined.proxy);
  if (examined.auditLog !== null) yield await examineAuditLog(examined.auditLog);
  const { http, signal } = examined;
  if (http?.auth != null) yield await examineSignIn(http.auth, signal);
  if (http?.onBehalfOf != null) {
    const text = 'Azure is called on behalf of each caller, so there is nothing more to check without one';
    yield {
      verdict: 'warn',
      subject: 'credential',
      text,
      advice: 'Sign in with a client, and call compute_list',
    };
    return;
  }
  const credential = await examineCredential(examined);
  yield credential;
  if (!examined.workspaces.pinned) {
    yield {
      verdict: 'warn',
      subject: 'workspace',
      text: 'the server is tied to none, so there is nothing more to check',
      advice:
        'Name one with --workspace <subscription>/<resource-group>/<name>, or leave it to each tool call',
    };
    return;
  }
  if (credential.verdict === 'fail') return;
  const workspace = await examineWorkspace(examined).catch((error: unknown) => failureOf('workspace', error));
  yield workspace;
  yield examineClock(examined.skewMs());
  if (workspace.verdict === 'fail') return;
  const { client } = examined.workspaces.open('');
  yield* await examineChecks(client, examined.signal).catch((error: unknown) => [failureOf('checks', error)]);
  yield* await examineClusters(client, examined.signal).catch((error: unknown) => [
    failureOf('clusters', error),
  ]);
}

function examineProxy(proxy: ProxyUse): Finding {
  const subject = 'proxy';
  switch (proxy) {
    case 'off':
      return { verdict: 'ok', subject, text: 'none is configured, or none is needed' };
    case 'on':
      return { verdict: 'ok', subject, text: 'requests go through HTTPS_PROXY' };
    case 'unsupported':
      return {
        verdict: 'warn',
        subject,
        text: 'requests to Azure go through HTTPS_PROXY, but this version of Node sends its own (keys, traces) past it',
        advice: 'Set NODE_USE_ENV_PROXY=1, with Node 22.21 or later',
      };
  }
}

async function examineCredential({ credential, endpoints, signal }: Examined): Promise<Finding> {
  const { scope } = endpoints;
  try {
    const token = await credential.getToken(scope, { abortSignal: signal });
    if (token !== null) return { verdict: 'ok', subject: 'credential', text: `gives a token for ${scope}` };
    return { verdict: 'fail', subject: 'credential', text: 'gives no token', advice: 'Sign in (az login)' };
  } catch (error) {
    return credentialFinding(error, endpoints);
  }
}

function credentialFinding(error: unknown, { scope, authority }: Examined['endpoints']): Finding {
  if (!CredentialError.isInstance(error)) return failureOf('credential', error);
  const { attempts, hint, reason } = error;
  const code = attempts[0]?.code ?? null;
  return {
    verdict: 'fail',
    subject: 'credential',
    text: `no token for ${scope} of ${authority}: ${toolWord(reason)}${code === null ? '' : ` (${code})`}`,
    advice: hint,
    tried: presentAttempts(attempts),
  };
}

async function examineWorkspace({ workspaces, signal }: Examined): Promise<Finding> {
  const { workspace, client } = workspaces.open('');
  let computes = 0;
  for await (const entry of client.list({ signal })) if (entry.kind === 'kubernetes') computes += 1;
  return {
    verdict: 'ok',
    subject: 'workspace',
    text: `${workspace.name} can be reached; ${computes} Kubernetes computes`,
  };
}

function examineClock(skewMs: number | null): Finding {
  const subject = 'clock';
  if (skewMs === null) return { verdict: 'warn', subject, text: 'no answer to compare it with' };
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  if (Math.abs(skewMs) <= MAX_SKEW_MS)
    return { verdict: 'ok', subject, text: `within ${seconds} s of the service` };
  return {
    verdict: 'fail',
    subject,
    text: `${seconds} s away from the service, so that tokens are refused`,
    advice: 'Set the clock of this machine, for example by NTP',
  };
}
