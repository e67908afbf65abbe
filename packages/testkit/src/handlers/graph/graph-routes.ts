import type { Route } from '../../service/route.js';
import { queryGraph } from './query-graph.js';

/** Azure Resource Graph. */
export const graphRoutes: readonly Route[] = [
  {
    name: 'resource-graph.query',
    method: 'POST',
    template: '/providers/Microsoft.ResourceGraph/resources',
    type: 'Microsoft.ResourceGraph/resources',
    action: null,
    query: [],
    handle: queryGraph,
  },
];
