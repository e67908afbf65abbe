import { promptsFor } from '../prompts/registry.js';
import { ComputeResources } from '../resources/compute-resources.js';
import { answerCompletions } from './answer-completions.js';
import { answerPrompts } from './answer-prompts.js';
import { answerResources } from './answer-resources.js';
import { answerTools } from './answer-tools.js';
import type { Answers } from './answers.js';
import { describeServer, offersResources, type ServerDescription } from './describe-server.js';
import type { SessionDependencies } from './session-dependencies.js';

/** What one caller is served with. A leg of the protocol frames it, and knows nothing else of this server. */
export interface Session {
  readonly description: ServerDescription;
  readonly answers: Answers;
  /** Null where there are no resources. */
  readonly watch: ResourceWatch | null;
}

/** Watches resources for a caller. */
export interface ResourceWatch {
  /** Whether a URI names a resource that this caller may watch, there or not. */
  includes(uri: string): boolean;
  /**
   * Calls back after each change, until what is returned is called.
   * @throws InvalidInputError for a URI that does not name a compute of this server.
   */
  start(uri: string, onChange: () => void): () => void;
}

/** Puts together what a caller may use; the rest is not there. */
export function openSession(dependencies: SessionDependencies): Session {
  const { version, tools, lasting } = dependencies;
  const prompts = promptsFor(tools);
  const resources = offersResources(tools) ? new ComputeResources(dependencies.workspaces) : null;
  const description = describeServer({ version, tools, prompts, canNotify: lasting });
  return {
    description,
    answers: {
      ...answerTools(dependencies),
      ...(resources === null ? {} : answerResources(resources, dependencies)),
      ...(prompts.length === 0 ? {} : answerPrompts(prompts, dependencies)),
      ...(description.capabilities.completions ? answerCompletions(prompts, dependencies) : {}),
    },
    watch:
      resources === null
        ? null
        : {
            includes: (uri) => resources.includes(uri),
            start: (uri, onChange) => resources.listen(uri, onChange),
          },
  };
}
