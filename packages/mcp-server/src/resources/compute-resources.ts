import { parseComputeName } from '@azureml-kubernetes/core';
import type { OpenWorkspace, Workspaces } from '../azure/workspaces.js';
import { readCursor, writeCursor } from '../catalogue/list-cursor.js';
import { presentStatus } from '../present/present-status.js';
import type { CallLimits } from '../runtime/call-limits.js';
import { computeNames } from './compute-names.js';
import { COMPUTE_MIME_TYPE, computeTemplate } from './compute-template.js';
import { parseComputeUri, writeComputeUri } from './compute-uri.js';

const PAGE = 100;

/** A compute as an entry of `resources/list`. */
export interface ListedResource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly mimeType: string;
}

interface Page {
  readonly resources: ListedResource[];
  readonly nextCursor?: string;
}

/** The computes of the known workspaces as MCP resources. */
export class ComputeResources {
  readonly #workspaces: Workspaces;

  constructor(workspaces: Workspaces) {
    this.#workspaces = workspaces;
  }

  /** The one template. */
  get template() {
    return computeTemplate(this.#workspaces);
  }

  /**
   * Lists page by page.
   * @throws InvalidInputError for an invalid cursor, and the error of a workspace that cannot be listed.
   */
  async list(cursor: string | undefined, limits: CallLimits): Promise<Page> {
    const after = cursor === undefined ? '' : readCursor(cursor);
    const opened = this.#workspaces.openKnown();
    const found = await Promise.all(opened.map((one) => this.#listOne(one, limits)));
    const rest = found.flat().filter(({ id }) => id > after);
    rest.sort((one, other) => (one.id < other.id ? -1 : 1));
    const last = rest[PAGE - 1];
    const resources = rest.slice(0, PAGE).map(({ resource }) => resource);
    return rest.length > PAGE && last !== undefined
      ? { resources, nextCursor: writeCursor(last.id) }
      : { resources };
  }

  /** @throws InvalidInputError for a URI that is not ours, NotFoundError when there is no such compute. */
  async read(uri: string, { signal, timeLeftMs }: CallLimits) {
    const { workspace, name } = parseComputeUri(uri, this.#workspaces);
    const { client } = this.#workspaces.open(workspace);
    const compute = await client.within(timeLeftMs).get(name, { signal });
    return { uri, mimeType: COMPUTE_MIME_TYPE, text: JSON.stringify(presentStatus(compute)) };
  }

  /** Whether a URI names a compute of a workspace that may be worked on; nothing is read for it. */
  includes(uri: string): boolean {
    try {
      const { workspace, name } = parseComputeUri(uri, this.#workspaces);
      this.#workspaces.open(workspace);
      parseComputeName(name);
      return true;
    } catch {
      return false;
    }
  }

  /** Calls back after each change, until what is returned is called. */
  listen(uri: string, onChange: () => void): () => void {
    const { workspace, name } = parseComputeUri(uri, this.#workspaces);
    return this.#workspaces.open(workspace).watches.listen(parseComputeName(name), onChange);
  }

  async #listOne({ workspace, client }: OpenWorkspace, { signal, timeLeftMs }: CallLimits) {
    const { subscriptionId, resourceGroup } = workspace;
    const path = `${subscriptionId}/${resourceGroup}/${workspace.name}`;
    return (await computeNames(client.within(timeLeftMs), signal)).map((name) => ({
      id: `${workspace.id}/computes/${name}`.toLowerCase(),
      resource: {
        uri: writeComputeUri({ workspace: path, name }, this.#workspaces),
        name,
        title: `Compute ${name} of workspace ${workspace.name}`,
        mimeType: COMPUTE_MIME_TYPE,
      },
    }));
  }
}
