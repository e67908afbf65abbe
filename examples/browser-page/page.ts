// core in a page: no Node, no polyfill. A page of your own gets its tokens from MSAL in `getToken`; this one talks to the
// test service whose URL stands in its address.
import { ComputeTargetError, createClient, KubernetesCompute, Workspace } from '@azureml-kubernetes/core';

const settings = new URLSearchParams(location.search);
const setting = (name: string): string => settings.get(name) ?? '';
const endpoint = setting('endpoint');

const workspace = new Workspace(
  { subscriptionId: setting('subscription'), resourceGroup: setting('group'), name: setting('workspace') },
  {
    credential: { getToken: async () => ({ token: 'anything', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    cloud: {
      resourceManager: endpoint,
      scope: `${endpoint}/.default`,
      authority: 'https://login.microsoftonline.com',
    },
  },
);
const client = createClient(workspace);

const form = part('form');
const output = part('output');
form.addEventListener('submit', (event) => {
  event.preventDefault();
  attach(new FormData(form)).then(say, (error: unknown) => say(describe(error)));
});

const { clusters } = await client.findClusters();
part('select').replaceChildren(...clusters.map(({ cluster }) => new Option(cluster.name, cluster.id)));
document.title = 'Ready';

async function attach(answers: FormData): Promise<string> {
  const name = String(answers.get('name'));
  const configuration = KubernetesCompute.attachConfiguration({ resourceId: String(answers.get('cluster')) });
  const compute = await KubernetesCompute.attach(workspace, name, configuration);
  await compute.waitForCompletion({ onProgress: ({ state }) => list(state) });
  return `${compute.name} is ${compute.provisioningState}`;
}

function list(state: string): void {
  const item = document.createElement('li');
  item.textContent = state;
  part('ol').append(item);
}

function say(text: string): void {
  output.textContent = text;
}

function describe(error: unknown): string {
  return ComputeTargetError.isInstance(error) ? `${error.code}: ${error.message}` : String(error);
}

function part<Name extends keyof HTMLElementTagNameMap>(name: Name): HTMLElementTagNameMap[Name] {
  const found = document.querySelector(name);
  if (found === null) throw new Error(`the page has no ${name}`);
  return found;
}
