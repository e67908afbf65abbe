/** Next steps that more than one result gives. */
export const NEXT_STEPS = {
  attached: 'Attached: jobs can be sent to it.',
  failed: 'Call compute_diagnose for causes and fixes; then compute_attach with replace, or compute_detach.',
} as const;
