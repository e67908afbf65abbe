import { type ClusterTokenSource, clusterTokenOf } from './cluster-token.js';
import { type ComputeClient, createClient } from './create-client.js';
import type { TransportOptions } from './create-transport.js';
import { type CloudEndpoints, type CloudName, parseCloud } from './domain/cloud.js';
import type { WorkspaceId } from './domain/ids/resource-ids.js';
import { type WorkspaceName, workspaceIdOf } from './domain/ids/workspace-name.js';
import { isRecord } from './domain/json.js';
import type { Secret } from './domain/secret.js';
import { InvalidInputError } from './errors/invalid-input-error.js';
import { type Clock, systemClock } from './runtime/clock.js';
import { type Random, systemRandom } from './runtime/random.js';
import { shareTransport } from './share-transport.js';
import type { TokenCredential } from './transport/token/token-credential.js';
import type { Transport } from './transport/transport.js';
import { API_VERSIONS, isApiVersion } from './wire/api-versions.js';

/** Which workspace. */
export interface WorkspaceReference extends WorkspaceName {
  /** The region, such as `eastus`; looked up from the workspace when left out. */
  readonly location?: string | undefined;
}

/** How to reach it: with what a transport is made of, or through a ready transport. */
export type WorkspaceConnection = {
  /** @default 'public' */
  readonly cloud?: CloudName | CloudEndpoints | undefined;
  /** Version of the compute REST API, such as `2024-04-01`. */
  readonly apiVersion?: string | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
} & (
  | (Pick<TransportOptions, 'credential' | 'fetch' | 'http' | 'retry'> & { readonly transport?: undefined })
  | {
      readonly transport: Transport;
      readonly credential?: undefined;
      readonly fetch?: undefined;
      readonly http?: undefined;
      readonly retry?: undefined;
      /** Gives a token for clusters that Microsoft Entra guards, or is asked for one; without it commands there are left to people. */
      readonly clusterToken?: ClusterTokenSource | TokenCredential | undefined;
    }
);

/**
 * An Azure Machine Learning workspace: which one, in which cloud, through which transport. Makes no request. Workspaces
 * that are made with one credential, and otherwise alike, share one transport, and so its token and its budget of requests.
 */
export class Workspace {
  readonly id: WorkspaceId;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  /** The region that was given, or null. */
  readonly location: string | null;
  readonly cloud: CloudEndpoints;
  readonly apiVersion: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  /** A token with which commands act as the caller in clusters that Microsoft Entra guards; null where there is none. */
  readonly clusterToken: (signal?: AbortSignal) => Promise<Secret | null>;
  #client: ComputeClient | null = null;

  /** @throws InvalidInputError naming the part that is wrong. */
  constructor(reference: WorkspaceReference, connection: WorkspaceConnection) {
    this.id = workspaceIdOf(reference);
    this.subscriptionId = reference.subscriptionId;
    this.resourceGroup = reference.resourceGroup;
    this.name = reference.name;
    this.location = parseLocation(reference.location ?? null);
    this.cloud = parseCloud(connection.cloud);
    this.apiVersion = parseApiVersion(connection.apiVersion);
    this.clock = connection.clock ?? systemClock;
    this.random = connection.random ?? systemRandom;
    this.transport = transportOf(connection, this);
    this.clusterToken = clusterTokenOf(connection.credential ?? connection.clusterToken);
  }

  /**
   * The workspace that Azure ML's `config.json` names, once the caller has read the file and parsed its JSON. Other members of
   * it are ignored.
   * @throws InvalidInputError naming the member that is wrong.
   */
  static fromConfig(config: unknown, connection: WorkspaceConnection): Workspace {
    if (!isRecord(config))
      throw new InvalidInputError({
        field: 'config',
        rule: 'must be the JSON of a config.json',
        example: CONFIG,
      });
    const { subscription_id, resource_group, workspace_name } = config;
    return new Workspace(
      {
        subscriptionId: textOf('subscription_id', subscription_id),
        resourceGroup: textOf('resource_group', resource_group),
        name: textOf('workspace_name', workspace_name),
      },
      connection,
    );
  }

  /** The client that all handles of this workspace share, so that their waits share requests. */
  get client(): ComputeClient {
    this.#client ??= createClient(this);
    return this.#client;
  }
}

const CONFIG = '{ "subscription_id": "…", "resource_group": "my-rg", "workspace_name": "my-workspace" }';

function textOf(member: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new InvalidInputError({ field: `config.${member}`, rule: 'must be text', example: CONFIG });
}

function transportOf(connection: WorkspaceConnection, { cloud, clock, random }: Workspace): Transport {
  if (connection.transport !== undefined) return connection.transport;
  const { credential, fetch, http, retry } = connection;
  if (credential !== undefined)
    return shareTransport({ credential, fetch, http, retry, cloud, clock, random });
  throw new InvalidInputError({
    field: 'credential',
    rule: 'or a transport must be given',
    example: 'new DefaultAzureCredential() of @azure/identity',
  });
}

function parseLocation(location: string | null): string | null {
  if (location === null || (typeof location === 'string' && location.trim() !== '')) return location;
  throw new InvalidInputError({
    field: 'location',
    rule: 'must be the region of the workspace, or left out to have it looked up',
    example: 'eastus',
  });
}

function parseApiVersion(version: string = API_VERSIONS.machineLearning): string {
  if (isApiVersion(version)) return version;
  throw new InvalidInputError({
    field: 'apiVersion',
    rule: 'must be a date, with a suffix for previews',
    example: API_VERSIONS.machineLearning,
  });
}
