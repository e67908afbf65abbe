import type { Tool } from '../catalogue/define-tool.js';
import { promptFactsFor } from '../prompts/prompt-facts.js';
import { computeTemplate } from '../resources/compute-template.js';
import { describeServer, offersResources, type ServerDescription } from './describe-server.js';

/** A list that needs nothing of Azure. */
export type StaticList = 'tools/list' | 'prompts/list' | 'resources/templates/list';

/** What the server says of itself and lists. */
export interface ListedOffer {
  readonly description: ServerDescription;
  /** The result of each list that is offered. */
  readonly lists: Readonly<Partial<Record<StaticList, object>>>;
}

/** What decides it. */
export interface OfferOptions {
  readonly version: string;
  readonly tools: readonly Pick<Tool, 'name' | 'list'>[];
  /** Whether the server is pinned to one workspace. */
  readonly pinned: boolean;
}

/** What a lasting client is offered, from facts alone: no SDK, no schema and no workspace is loaded for it. */
export function listOffer({ version, tools, pinned }: OfferOptions): ListedOffer {
  const prompts = promptFactsFor(tools);
  const form = { pinned };
  return {
    description: describeServer({ version, tools, prompts, canNotify: true }),
    lists: {
      'tools/list': { tools: tools.map((tool) => tool.list(form)) },
      ...(prompts.length === 0
        ? {}
        : {
            'prompts/list': {
              prompts: prompts.map(({ listed }) => (pinned ? listed.pinned : listed.unpinned)),
            },
          }),
      ...(offersResources(tools)
        ? { 'resources/templates/list': { resourceTemplates: [computeTemplate(form)] } }
        : {}),
    },
  };
}
