/** A compute service to be held against the contract: the fake, the fake behind a server, or the real one. */
export interface ContractEnvironment {
  /** Which entries of the skip list apply. */
  readonly kind: 'fake' | 'live';
  readonly fetch: (request: Request) => Promise<Response>;
  /** The origin of the resource manager, such as `https://management.azure.com`. */
  readonly endpoint: string;
  readonly apiVersion: string;
  /** The ARM id of a workspace in which computes may come and go. */
  readonly workspaceId: string;
  /** The ARM id of a cluster that can be attached: running, with a healthy extension. */
  readonly clusterId: string;
  /** A namespace that exists in it. */
  readonly namespace: string;
  /** A bearer token for the endpoint. */
  token(): Promise<string>;
  /** Lets time pass, in milliseconds: sleeps, or moves a clock. */
  pass(ms: number): Promise<void>;
  /** Releases what the environment holds. */
  close(): Promise<void>;
}
