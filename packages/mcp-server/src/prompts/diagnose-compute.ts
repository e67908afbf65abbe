import { promptArguments } from './arguments.js';
import { definePrompt } from './define-prompt.js';

/** Leads through the diagnosis of a compute. */
export const diagnoseCompute = definePrompt({
  name: 'diagnose_compute',
  title: 'Diagnose a compute',
  description: 'Find out why an attach failed or hangs, without changing anything',
  tools: ['compute_get_status', 'compute_diagnose'],
  arguments: [promptArguments.name],
  steps: (given) => [
    `Call compute_get_status with ${given} and tell me its state.`,
    'Call compute_diagnose with the same arguments.',
    'Show me the causes, the most certain first: confidence, evidence and fix of each. If collect lists something, say what Azure support will ask for, with the request ids that you have seen.',
    'Change nothing: neither attach nor detach. Say what you would do next, and wait for my answer.',
  ],
});
