import type { WorkspaceAccess } from '../service/service.js';
import { send } from '../transport/send.js';
import { API_VERSIONS } from '../wire/api-versions.js';
import { ResourceGraph } from './resource-graph.js';

/** The Azure Resource Graph of a workspace's cloud. Make one a client: it keeps the client within the quota. */
export function connectGraph(workspace: WorkspaceAccess): ResourceGraph {
  const path = '/providers/Microsoft.ResourceGraph/resources';
  const url = `${workspace.cloud.resourceManager}${path}?api-version=${API_VERSIONS.resourceGraph}`;
  return new ResourceGraph({
    ask: (body, { signal, timeLeftMs }) =>
      send({ ...workspace, timeLeftMs }, { method: 'POST', url, body, signal }),
    clock: workspace.clock,
    random: workspace.random,
  });
}
