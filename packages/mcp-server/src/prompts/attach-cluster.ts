import { promptArguments } from './arguments.js';
import { definePrompt } from './define-prompt.js';

const PREPARE =
  'If a failed check has a step, call cluster_prepare with the same resource_id and namespace. Show me its plan, and call it again with the confirm_token only after I have agreed. While outcome is under_way, call it again with the same arguments and the newest confirm_token. Show me by_hand where there is any, and wait until I have run it. If it failed, or checks without a step fail, stop and ask how to go on.';

/** Leads from a cluster, however bare, to a compute. */
export const attachCluster = definePrompt({
  name: 'attach_cluster',
  title: 'Attach a cluster',
  description: 'Check, prepare what is missing, attach, wait, and explain if it fails',
  tools: ['compute_check_attach', 'compute_attach', 'compute_wait', 'compute_diagnose', 'compute_get_status'],
  mayUse: ['cluster_prepare'],
  arguments: [promptArguments.newName, promptArguments.resourceId, promptArguments.namespace],
  steps: (given, offers) => [
    `Call compute_check_attach with ${given}. If ready is true, go on with compute_attach. If not, show me each check with status fail and its fix${offers('cluster_prepare') ? '' : ', stop, and ask how to go on'}.`,
    ...(offers('cluster_prepare') ? [PREPARE] : []),
    'Call compute_attach with the same arguments. If the name is taken, stop and show me what differs; do not set replace unless I say so.',
    'Call compute_wait with the name until outcome is reached or failed, and tell me of each change of state. timed_out only means "not yet": an attach takes minutes, so call it again.',
    'If it failed, call compute_diagnose and show me the causes, the most certain first, each with its fix. Do not attach again by yourself.',
    'If it is attached, call compute_get_status and tell me name, state, cluster and namespace in one sentence.',
  ],
});
