/** The tenant to which everything in the fake belongs. */
export const TENANT_ID = '7e0c9a1b-2d3e-4f50-a617-28394a5b6c7d';
