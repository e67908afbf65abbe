import { INSTRUCTIONS } from './instructions.js';

/** What the server says of itself before anything is asked of it. */
export interface ServerDescription {
  readonly info: { readonly name: string; readonly title: string; readonly version: string };
  readonly capabilities: ServerCapabilities;
  readonly instructions: string;
}

/** The capabilities of MCP that this server has. */
export interface ServerCapabilities {
  readonly tools: Record<string, never>;
  readonly resources?: { readonly subscribe?: true };
  readonly prompts?: Record<string, never>;
  readonly completions?: Record<string, never>;
}

/** What a caller is offered. */
export interface Offer {
  readonly version: string;
  readonly tools: readonly { readonly name: string }[];
  readonly prompts: readonly unknown[];
  /** Whether the client can be notified after its request is over. */
  readonly canNotify: boolean;
}

/** Describes the server to a caller. No `listChanged`: keeping that promise would take polling for every client. */
export function describeServer({ version, tools, prompts, canNotify }: Offer): ServerDescription {
  const readable = offersResources(tools);
  const prompting = prompts.length > 0;
  return {
    info: { name: 'azureml-kubernetes', title: 'Azure ML Kubernetes computes', version },
    capabilities: {
      tools: {},
      ...(readable ? { resources: canNotify ? { subscribe: true } : {} } : {}),
      ...(prompting ? { prompts: {} } : {}),
      ...(readable || prompting ? { completions: {} } : {}),
    },
    instructions: INSTRUCTIONS,
  };
}

/** Computes are resources for those who may read the status of one. */
export function offersResources(tools: Offer['tools']): boolean {
  return tools.some(({ name }) => name === 'compute_get_status');
}
