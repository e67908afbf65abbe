import type { Prompt } from './define-prompt.js';
import facts from './prompt-facts.json' with { type: 'json' };

/** What is known of a prompt without loading it. */
export interface PromptFacts extends Pick<Prompt, 'name' | 'tools'> {
  readonly listed: { readonly pinned: object; readonly unpinned: object };
}

/** What is to be known of a prompt before it is asked for. */
export function promptFacts(prompt: Prompt): PromptFacts {
  const { name, tools } = prompt;
  return {
    name,
    tools,
    listed: { pinned: prompt.list({ pinned: true }), unpinned: prompt.list({ pinned: false }) },
  };
}

/** The facts of the prompts that lead only through these tools; they are generated of the registry, and as it has them. */
export function promptFactsFor(tools: readonly { readonly name: string }[]): readonly PromptFacts[] {
  const names = tools.map(({ name }) => name);
  return facts.filter((prompt) => prompt.tools.every((tool) => names.includes(tool)));
}
