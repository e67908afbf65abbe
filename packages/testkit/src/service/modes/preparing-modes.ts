/** Named choices of what prepares a cluster, where the real service is unproven or varies. The first is the default. */
export interface PreparingModes {
  /** An extension of a provider that is not registered: refused at once, or accepted and failed later (both reported). */
  readonly registration: 'gated' | 'late-failure';
  /** PUT over an existing extension: 200 (documented), 201, or 409. */
  readonly extensionPutExisting: 'ok' | 'created' | 'conflict';
  /** A write to an extension that another operation works on: assumed. */
  readonly extensionWhileBusy: 'conflict' | 'accept';
  /** Whether `identity` leaves the body of an AKS extension once it is installed (recorded). */
  readonly extensionIdentity: 'vanishes' | 'stays';
  /** What is left of an installation that failed: a Failed extension (from users' reports), or nothing. */
  readonly extensionAfterFailure: 'stays-failed' | 'gone';
  /** Whether an AzureML extension needs the settings that the CLI adds: unproven which are really needed. */
  readonly hiddenSettings: 'required' | 'optional';
  /** Whether extension types can be read: the API is missing in some subscriptions (reported). */
  readonly extensionTypes: 'served' | 'not-found';
  /** Trusted Access as an operation (recorded 2025), or without one (recorded 2022). */
  readonly trustedAccess: 'asynchronous' | 'silent';
  /** The 404 of a binding: flat (recorded 2022), or with the usual `error` around it (unknown since). */
  readonly trustedAccessNotFound: 'wrapped' | 'flat';
  /** When a role assignment has an effect: after one long step (documented: minutes), or at once. */
  readonly roleEffect: 'delayed' | 'immediate';
  /** Whether a principal that no record names is known, or still on its way to the directory (reported). */
  readonly principal: 'known' | 'replicating';
  /** The same role assignment once more: 200 or 201 (both documented). */
  readonly assignAgain: 'ok' | 'created';
  /** The refusal of a command where commands are switched off: unknown. */
  readonly runCommandDisabled: 'bad-request' | 'forbidden';
  /** How a pod that does not start shows: as an error of the request, or as a failed result. */
  readonly runCommandFailure: 'http-error' | 'failed-result';
  /** The state of a command's result: `Succeeded` (recorded) or `succeeded` (documented example). */
  readonly stateCase: 'pascal' | 'lower';
  /** PUT of a Relay namespace: 200 (recorded), 201 or 202 (documented). */
  readonly relayPut: 'ok' | 'created' | 'accepted';
  /** What the instance types of a compute do: nothing but being stored, objects in the cluster, or they are dropped. */
  readonly computeInstanceTypes: 'stored' | 'creates-crs' | 'ignored';
}

/** The recorded behaviour, or the likeliest where nothing is recorded. */
export const defaultPreparingModes: PreparingModes = {
  registration: 'gated',
  extensionPutExisting: 'ok',
  extensionWhileBusy: 'conflict',
  extensionIdentity: 'vanishes',
  extensionAfterFailure: 'stays-failed',
  hiddenSettings: 'required',
  extensionTypes: 'served',
  trustedAccess: 'asynchronous',
  trustedAccessNotFound: 'wrapped',
  roleEffect: 'delayed',
  principal: 'known',
  assignAgain: 'ok',
  runCommandDisabled: 'bad-request',
  runCommandFailure: 'http-error',
  stateCase: 'pascal',
  relayPut: 'ok',
  computeInstanceTypes: 'stored',
};
