import type { CommandRefusal, RefusalReason } from '../../domain/preparing/cluster-evidence.js';
import type { ComputeTargetError, ServiceAnswer } from '../../errors/compute-target-error.js';
import { quoteText } from '../../errors/redact-text.js';

const WORDS: Readonly<Record<RefusalReason, readonly [summary: string, fix: string]>> = {
  arc: [
    'Azure Arc has no way to run a command in a cluster',
    'Run the kubectl lines on a machine that reaches the cluster',
  ],
  disabled: [
    'commands through Azure are switched off for the cluster',
    'Run the kubectl lines by hand, or let the owner of the cluster allow run command',
  ],
  'not-running': [
    'the cluster is stopped or being changed',
    'Start the cluster, or wait for the change to end',
  ],
  'token-missing': [
    'Microsoft Entra decides about access to the cluster, and no token for it is at hand',
    'Give the connection a clusterToken, or run the kubectl lines by hand',
  ],
  forbidden: [
    'the caller may not run commands in the cluster',
    'Ask an Owner or User Access Administrator of the cluster for Microsoft.ContainerService/managedClusters/runCommand/action and commandResults/read; a new role takes minutes to count',
  ],
  'forbidden-in-cluster': [
    'the caller lacks a Kubernetes right for the command',
    'Ask an administrator of the cluster for a role such as Azure Kubernetes Service RBAC Admin',
  ],
  policy: [
    'a policy of the cluster forbids the pod that runs the command',
    'Exempt namespace aks-command from the policy, or run the kubectl lines by hand',
  ],
  'not-started': [
    'the pod that runs the command did not start in time',
    'Look at the nodes of the cluster: they may be full; then try again',
  ],
  'not-run': [
    'the pod that runs the command could not run',
    'Check that the nodes can pull images from mcr.microsoft.com, then try again',
  ],
  lost: [
    'the result of the command did not come',
    'Look at the cluster again: the command may or may not have run, and is not sent twice',
  ],
  cut: [
    'the output ends early: it is longer than 512 kB, or the command broke off',
    'Run the kubectl line by hand',
  ],
  failed: [
    'the command failed in the cluster',
    'Read what the cluster says; run the kubectl line by hand to see more',
  ],
  unreadable: ['the output of the command has an unknown form', 'Run the kubectl line by hand'],
  throttled: ['Azure asks to wait before it runs a command', 'Try again in some minutes'],
  'no-time-left': ['no time was left to run the command', 'Try again, and ask for fewer parts at once'],
  refused: ['Azure refused to run the command', 'Read what Azure says, then try again'],
};

/** Makes a refusal; the words of others are redacted and shortened. */
export function refusalFor(
  reason: RefusalReason,
  untrusted: string | null | undefined = null,
): CommandRefusal {
  const [summary, fix] = WORDS[reason];
  const words = untrusted?.trim() ?? '';
  return {
    reason,
    summary,
    fix,
    pauseMs: null,
    untrusted: words === '' ? null : quoteText(words),
  };
}

/** A refusal for too many requests: its advice names the pause that Azure asks for. */
export function throttledRefusal(
  { hint, service }: ComputeTargetError,
  pauseMs: number | null,
): CommandRefusal {
  return { ...refusalFor('throttled', service?.message), fix: hint, pauseMs };
}

/** Tells the refusals of Azure apart: by code and status first, by words where there is no code of its own. */
export function refusalOfAnswer({ status, code, message }: ServiceAnswer): CommandRefusal {
  const words = [code, message].filter((part) => part !== null).join(': ');
  if (status === 403) return refusalFor(/disabled/i.test(message ?? '') ? 'disabled' : 'forbidden', words);
  if (/KubernetesPerformanceError/i.test(words)) return refusalFor('not-started', words);
  if (/admission webhook|KubernetesOperationError/i.test(words)) return refusalFor('policy', words);
  if (/run ?command.*disabled|disabled.*run ?command/i.test(words)) return refusalFor('disabled', words);
  return refusalFor('refused', words);
}

/** Tells why a command that ran has failed. */
export function refusalOfOutput(output: string): CommandRefusal {
  return refusalFor(
    /Error from server \(Forbidden\)/.test(output) ? 'forbidden-in-cluster' : 'failed',
    output,
  );
}
