import { promptArguments } from './arguments.js';
import { definePrompt } from './define-prompt.js';

/** Leads through an attach. */
export const attachCluster = definePrompt({
  name: 'attach_cluster',
  title: 'Attach a cluster',
  description: 'Check, attach, wait, and explain if it fails',
  tools: ['compute_check_attach', 'compute_attach', 'compute_wait', 'compute_diagnose', 'compute_get_status'],
  arguments: [promptArguments.newName, promptArguments.resourceId, promptArguments.namespace],
  steps: (given) => [
    `Call compute_check_attach with ${given}. If ready is false, stop: show me each check with status fail and its fix, and ask how to go on.`,
    'Call compute_attach with the same arguments. If the name is taken, stop and show me what differs; do not set replace unless I say so.',
    'Call compute_wait with the name until outcome is reached or failed, and tell me of each change of state. timed_out only means "not yet": an attach takes minutes, so call it again.',
    'If it failed, call compute_diagnose and show me the causes, the most certain first, each with its fix. Do not attach again by yourself.',
    'If it is attached, call compute_get_status and tell me name, state, cluster and namespace in one sentence.',
  ],
});
