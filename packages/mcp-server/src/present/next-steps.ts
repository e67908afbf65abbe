/** Next steps that more than one result gives. */
export const NEXT_STEPS = {
  attached: 'Attached: jobs can be sent to it.',
  failed: 'Call compute_diagnose for causes and fixes; then compute_attach with replace, or compute_detach.',
} as const;

/** What follows after a person did not confirm, with the reason as a clause. */
export function afterRefusal(reason: string): string {
  return `Stop: ${reason}, so nothing was changed. Do not try again unless the user asks for it. If they were never asked, the client answers for them: start the server with --confirm token.`;
}
