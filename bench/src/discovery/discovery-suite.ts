import type { Goal, Row } from '../harness/outcome.js';
import { runProgram } from '../harness/run-program.js';
import type { Suite } from '../suite.js';

interface Search {
  readonly requests: number;
  readonly clusters: number;
  readonly seconds: number;
}

const SUBSCRIPTIONS = 200;
const CLUSTERS = 20;
/** The list of the workspace's own computes, which tells what is attached. */
const ATTACHMENTS = 1;

export const discoverySuite: Suite = {
  name: 'discovery',
  async run({ quick, programs }) {
    const subscriptions = quick ? 20 : SUBSCRIPTIONS;
    const search = (way: string): Promise<Search> =>
      runProgram(programs, 'discovery', [way, String(subscriptions), String(CLUSTERS)]);
    const [graph, lists] = [await search('graph'), await search('lists')];
    const total = (subscriptions * CLUSTERS).toLocaleString('en-US');
    const goals: Goal[] = [
      {
        text: `Requests for ${total} clusters in ${subscriptions} subscriptions, attachments not counted`,
        sense: 'at most',
        limit: 20,
        measured: graph.requests - ATTACHMENTS,
        digits: 0,
      },
      {
        text: `Of ${total} clusters, those that were not found`,
        sense: 'at most',
        limit: 0,
        measured: subscriptions * CLUSTERS - graph.clusters,
        digits: 0,
      },
    ];
    return {
      suite: 'discovery',
      title: 'Discovery',
      about: `One search for the clusters of ${subscriptions} subscriptions with ${CLUSTERS} clusters each, with the state of the extension in each, against the fake service in the same process: by Azure Resource Graph, and by the lists of Azure Resource Manager, which is what a client without the graph has to do. The time is that of client and fake together, without a network.`,
      columns: [
        { label: 'requests', digits: 0 },
        { label: 'clusters found', digits: 0 },
        { label: 'time here, s', digits: 2 },
      ],
      rows: [rowOf('by Azure Resource Graph', graph), rowOf('by lists', lists)],
      goals,
      remarks: [],
    };
  },
};

function rowOf(label: string, { requests, clusters, seconds }: Search): Row {
  return { label, cells: [requests, clusters, seconds] };
}
