import { demoIds, FakeComputeService, ManualClock } from '@azureml-kubernetes/testkit';
import {
  type AttachConfiguration,
  type CloudName,
  type ComputeClient,
  createClient,
  createTransport,
  type Fetch,
  KubernetesCompute,
  type TokenCredential,
  Workspace,
} from '../src/index.js';

/** A fake service in virtual time, and core set up to talk to it. */
export interface Environment {
  readonly clock: ManualClock;
  readonly service: FakeComputeService;
  readonly workspace: Workspace;
  readonly client: ComputeClient;
  /** The demo AKS cluster in namespace `ml`. */
  readonly configuration: AttachConfiguration;
  /** `METHOD route status` of each request so far. */
  requests(): string[];
}

type ServiceOptions = NonNullable<ConstructorParameters<typeof FakeComputeService>[0]>;

/** What core knows of the workspace, and how it reaches the service. */
export interface EnvironmentOptions {
  /** The region that the workspace is given; null: it has to be looked up. */
  readonly location?: string | null;
  readonly name?: string;
  readonly cloud?: CloudName;
  readonly credential?: TokenCredential;
  /** What stands between core and the service. */
  readonly between?: (fetch: Fetch) => Fetch;
}

/** A clock that moves by itself: a wait of an hour takes milliseconds. */
export function createEnvironment(options: ServiceOptions & EnvironmentOptions = {}): Environment {
  const clock = new ManualClock({ autoAdvance: true });
  const {
    location = demoIds.location,
    name = demoIds.workspace,
    cloud = 'public',
    credential = createCredential(),
    between = (fetch) => fetch,
    ...serviceOptions
  } = options;
  const service = new FakeComputeService({
    clock,
    provisioning: { attachMs: 60_000, detachMs: 20_000 },
    ...serviceOptions,
  });
  const transport = createTransport({
    credential,
    cloud,
    fetch: between(service.fetch),
    clock,
    random: () => 0.5,
  });
  const reference = {
    subscriptionId: demoIds.subscriptionId,
    resourceGroup: demoIds.resourceGroup,
    name,
  };
  const workspace = new Workspace(
    { ...reference, location: location ?? undefined },
    { transport, cloud, clock, random: () => 0.5 },
  );
  const configuration = KubernetesCompute.attachConfiguration({ resourceId: demoIds.aksId, namespace: 'ml' });
  const requests = (): string[] =>
    service.control.requests.entries().map(({ method, route, outcome }) => `${method} ${route} ${outcome}`);
  return { clock, service, workspace, client: createClient(workspace), configuration, requests };
}

/** Gives another token each time. */
function createCredential(): TokenCredential {
  let count = 0;
  return {
    getToken: async () => {
      count += 1;
      return { token: `test-token-${count}`, expiresOnTimestamp: Number.MAX_SAFE_INTEGER };
    },
  };
}
