import { ManualClock } from '@azureml-kubernetes/testkit';
import {
  type ComputeClient,
  createClient,
  NetworkError,
  type Transport,
  type TransportAnswer,
  type TransportRequest,
  Workspace,
} from '../src/index.js';

export const SUBSCRIPTION = '/subscriptions/11111111-2222-3333-4444-555555555555';
const GROUP = `${SUBSCRIPTION}/resourceGroups/rg1`;
export const AKS = `${GROUP}/providers/Microsoft.ContainerService/managedClusters/aks1`;
export const ARC = `${GROUP}/providers/Microsoft.Kubernetes/connectedClusters/arc1`;
export const WORKSPACE = `${GROUP}/providers/Microsoft.MachineLearningServices/workspaces/ws1`;
export const IDENTITY = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
export const PRINCIPAL = '22222222-3333-4444-5555-666666666666';
export const PLANTED = 'planted-secret-key';

type Json = Record<string, unknown>;
interface Stored {
  readonly value: Json;
  /** When its state becomes `Succeeded`, by the virtual clock. */
  readonly readyAt: number;
  readonly end: string;
}

/** What a test says about the world. */
export interface ArmDoubleOptions {
  readonly registered?: boolean;
  readonly nodes?: number;
  readonly cluster?: Json;
  readonly userIdentity?: boolean;
  readonly actions?: readonly string[];
  /** What a new extension ends as. */
  readonly extensionEnd?: string;
  readonly statuses?: readonly Json[];
  /** What commands print, by how they begin; null: the caller may not run them in the cluster. */
  readonly outputs?: Readonly<Record<string, string | null>>;
  /** Refuses a request with a status, a code and words. */
  readonly refuse?: (
    request: TransportRequest,
  ) => readonly [status: number, code: string, message?: string] | null;
  /** Strikes request number n, from 1 on. */
  readonly strike?: (number: number, request: TransportRequest) => 'before' | 'after' | number | null;
}

/** A very small Azure Resource Manager in virtual time: enough to prepare one AKS and one Arc cluster. */
export class ArmDouble {
  readonly clock: ManualClock = new ManualClock({ autoAdvance: true });
  readonly log: string[] = [];
  readonly bodies: string[] = [];
  readonly namespaces: Set<string> = new Set(['default', 'kube-system']);
  readonly instanceTypes = new Map<string, Json>();
  readonly #options: ArmDoubleOptions;
  readonly #stored = new Map<string, Stored>();
  readonly #commands = new Map<string, { readonly logs: string; readonly code: number }>();
  #count = 0;

  constructor(options: ArmDoubleOptions = {}) {
    this.#options = options;
    const { registered = false, nodes = 3, userIdentity = false } = options;
    const namespaces = [
      'KubernetesConfiguration',
      'ContainerService',
      'Kubernetes',
      'MachineLearningServices',
      'Relay',
      'ManagedIdentity',
    ];
    for (const name of namespaces)
      this.#provider(`Microsoft.${name}`, registered ? 'Registered' : 'NotRegistered', 0);
    this.put(AKS, {
      id: AKS,
      name: 'aks1',
      location: 'eastus',
      properties: {
        provisioningState: 'Succeeded',
        kubernetesVersion: '1.31.2',
        powerState: { code: 'Running' },
        servicePrincipalProfile: { clientId: 'msi' },
        agentPoolProfiles: [{ count: nodes }],
        ...options.cluster,
      },
    });
    this.put(ARC, {
      id: ARC,
      name: 'arc1',
      location: 'eastus',
      properties: {
        provisioningState: 'Succeeded',
        connectivityStatus: 'Connected',
        distribution: 'k3s',
        totalNodeCount: nodes,
      },
    });
    const identity = userIdentity
      ? { type: 'UserAssigned', userAssignedIdentities: { [IDENTITY]: { principalId: PRINCIPAL } } }
      : { type: 'SystemAssigned' };
    this.put(WORKSPACE, { id: WORKSPACE, location: 'eastus', identity, properties: {} });
    this.put(IDENTITY, { id: IDENTITY, properties: { principalId: PRINCIPAL } });
  }

  put(path: string, value: Json, readyAt = 0, end = 'Succeeded'): void {
    this.#stored.set(path.toLowerCase(), { value, readyAt, end });
  }

  find(path: string): Json | undefined {
    const stored = this.#stored.get(path.toLowerCase());
    if (stored === undefined) return undefined;
    const { value, readyAt, end } = stored;
    if (readyAt === 0 || this.clock.now() < readyAt) return value;
    const state = 'registrationState' in value ? { registrationState: end } : {};
    const isFailed = end === 'Failed' ? { statuses: this.#options.statuses ?? [] } : {};
    return {
      ...value,
      ...state,
      properties: { ...recordOf(value['properties']), provisioningState: end, ...isFailed },
    };
  }

  /** How often each kind of write was carried out. */
  writes(): string[] {
    return this.log.filter((line) => !line.startsWith('GET'));
  }

  readonly transport: Transport = async (request) => {
    this.#count += 1;
    const struck = this.#options.strike?.(this.#count, request) ?? null;
    if (struck === 'before') throw new NetworkError('no answer', { hint: 'h', retryable: true });
    if (typeof struck === 'number') return answer(struck, { error: { code: 'Struck', message: 'struck' } });
    const refused = this.#options.refuse?.(request) ?? null;
    if (refused !== null)
      return answer(refused[0], { error: { code: refused[1], message: refused[2] ?? 'refused' } });
    const given = this.#answer(request);
    if (struck === 'after') throw new NetworkError('no answer', { hint: 'h', retryable: true });
    return given;
  };

  client(connection: { readonly clusterToken?: () => Promise<string> } = {}): ComputeClient {
    const workspace = new Workspace(
      { subscriptionId: SUBSCRIPTION.slice(15), resourceGroup: 'rg1', name: 'ws1', location: 'eastus' },
      { ...connection, transport: this.transport, clock: this.clock, random: () => 0.5 },
    );
    return createClient(workspace);
  }

  #answer({ method, url, body }: TransportRequest): TransportAnswer {
    const { pathname } = new URL(url);
    this.log.push(`${method} ${pathname.slice(pathname.lastIndexOf('/providers/') + 11)}`);
    if (body !== undefined) this.bodies.push(body);
    const json: Json = body === undefined ? {} : JSON.parse(body);
    switch (method) {
      case 'GET':
        return this.#get(pathname);
      case 'PUT':
        return this.#write(pathname, json, this.find(pathname) === undefined ? 201 : 200);
      case 'PATCH':
        return this.#patch(pathname, json);
      default:
        return this.#post(pathname, json);
    }
  }

  #get(path: string): TransportAnswer {
    if (path.endsWith('/permissions'))
      return answer(200, { value: [{ actions: this.#options.actions ?? ['*'], notActions: [] }] });
    if (/\/(?:extensions|trustedAccessRoleBindings|roleAssignments)$/.test(path))
      return answer(200, { value: this.#below(path) });
    const result = this.#commands.get(path.slice(path.lastIndexOf('/') + 1));
    if (result !== undefined)
      return answer(200, {
        properties: { provisioningState: 'Succeeded', exitCode: result.code, logs: result.logs },
      });
    const found = this.find(path);
    return found === undefined
      ? answer(404, { error: { code: 'ResourceNotFound', message: 'absent' } })
      : answer(200, found);
  }

  #below(path: string): Json[] {
    const prefix = `${path.toLowerCase()}/`;
    const keys = [...this.#stored.keys()];
    return keys
      .filter((key) => key.startsWith(prefix) && !key.slice(prefix.length).includes('/'))
      .map((key) => this.find(key) ?? {});
  }

  #write(path: string, body: Json, status: number): TransportAnswer {
    const isExtension = path.includes('/extensions/');
    const name = path.slice(path.lastIndexOf('/') + 1);
    const properties: Json = {
      ...recordOf(body['properties']),
      provisioningState: isExtension ? 'Creating' : 'Updating',
    };
    const secrets = recordOf(properties['configurationProtectedSettings'] ?? {});
    const shown = isExtension
      ? {
          ...properties,
          configurationProtectedSettings: Object.fromEntries(Object.keys(secrets).map((key) => [key, ''])),
        }
      : properties;
    const end = isExtension ? (this.#options.extensionEnd ?? 'Succeeded') : 'Succeeded';
    this.put(path, { id: path, name, ...body, properties: shown }, this.clock.now() + 120_000, end);
    return answer(status, this.find(path) ?? {});
  }

  #patch(path: string, body: Json): TransportAnswer {
    const old = this.find(path);
    if (old === undefined) return answer(404, {});
    const before = recordOf(old['properties']);
    const change = recordOf(body['properties']);
    const settings = {
      ...recordOf(before['configurationSettings']),
      ...recordOf(change['configurationSettings'] ?? {}),
    };
    const properties = {
      ...before,
      ...change,
      configurationSettings: settings,
      provisioningState: 'Updating',
    };
    this.put(path, { ...old, properties }, this.clock.now() + 120_000);
    return answer(202, this.find(path) ?? {});
  }

  #post(path: string, body: Json): TransportAnswer {
    if (path.endsWith('/register')) {
      const namespace = path.split('/').at(-2) ?? '';
      this.#provider(namespace, 'Registering', this.clock.now() + 30_000);
      return answer(200, this.find(path.replace(/\/register$/, '')) ?? {});
    }
    if (path.endsWith('/listKeys'))
      return answer(200, { primaryConnectionString: `Endpoint=sb://x/;SharedAccessKey=${PLANTED}` });
    const id = String(this.#commands.size).padStart(32, '0');
    this.#commands.set(id, this.#run(String(body['command'])));
    return answer(202, null, {
      location: `https://management.azure.com${path.replace('runCommand', `commandResults/${id}`)}`,
    });
  }

  #provider(namespace: string, registrationState: string, readyAt: number): void {
    this.put(
      `${SUBSCRIPTION}/providers/${namespace}`,
      { namespace, registrationState },
      readyAt,
      'Registered',
    );
  }

  #run(text: string): { readonly logs: string; readonly code: number } {
    const [, nonce = '', command = ''] =
      /^echo BEGIN([0-9a-f]{32}); (.*); r=\$\?; echo; echo END\1 \$r; exit \$r$/s.exec(text) ?? [];
    const { output, code } = this.#kubectl(command);
    return { logs: `a warning\nBEGIN${nonce}\n${output}\nEND${nonce} ${code}\n`, code };
  }

  #kubectl(command: string): { readonly output: string; readonly code: number } {
    this.log.push(`RUN ${command.slice(0, 40)}`);
    const planned = Object.entries(this.#options.outputs ?? {}).find(([start]) => command.startsWith(start));
    if (planned !== undefined)
      return planned[1] === null
        ? { output: 'Error from server (Forbidden): pods is forbidden', code: 1 }
        : { output: planned[1], code: 0 };
    const created = /^kubectl create namespace (\S+) -o json$/.exec(command)?.[1];
    if (created !== undefined) {
      if (this.namespaces.has(created)) return { output: 'Error from server (AlreadyExists)', code: 1 };
      this.namespaces.add(created);
      return { output: '{}', code: 0 };
    }
    if (command.startsWith('kubectl get namespaces'))
      return { output: [...this.namespaces].map((name) => `${name}\tActive`).join('\n'), code: 0 };
    if (command.startsWith('kubectl get instancetypes'))
      return { output: JSON.stringify({ items: [...this.instanceTypes.values()] }), code: 0 };
    const manifest = /^echo (\S+) \| base64 -d \| kubectl apply -f - -o json$/.exec(command)?.[1];
    if (manifest === undefined) return { output: 'not found', code: 127 };
    for (const item of JSON.parse(atob(manifest)).items) this.instanceTypes.set(item.metadata.name, item);
    return { output: '{}', code: 0 };
  }
}

function recordOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function answer(
  status: number,
  value: Json | null,
  headers: Readonly<Record<string, string>> = {},
): TransportAnswer {
  return { status, headers, body: value === null ? '' : JSON.stringify(value) };
}
