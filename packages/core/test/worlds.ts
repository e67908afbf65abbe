import type { WorldName } from '@azureml-kubernetes/testkit';
import type { CheckId, CheckStatus } from '../src/diagnosis/checks/check.js';
import type { CloudName, ErrorCode } from '../src/index.js';

/** How what is planted in a world has to show. */
export interface Expected {
  /** The check that shows it; null where no check can. */
  readonly check: readonly [id: CheckId, status: CheckStatus] | null;
  /** What becomes of an attach; `there`: the compute `gpu` is in the world already. */
  readonly attach: 'succeeds' | 'fails' | 'hangs' | 'there' | ErrorCode;
  /** The cause that a diagnosis has to name first; null where the compute is well. */
  readonly cause: string | null;
  /** The rule by which a refusal is explained. */
  readonly refusal?: string;
  /** What may make jobs fail on a compute that is well. */
  readonly risk?: string;
  /** How the attach is asked for, where it matters. */
  readonly asked?: { readonly namespace?: string; readonly userIdentity?: true };
  readonly workspace?: string;
}

type Row = readonly [
  check: Expected['check'],
  attach: Expected['attach'],
  cause: Expected['cause'],
  more?: Partial<Expected>,
];

const reason = (cause: string): Row => [['extension-healthy', 'fail'], 'fails', cause];
const failed = (cause: string, check: Expected['check'] = null): Row => [check, 'there', cause];

/** Nothing is installed yet; what is planted shows when the cluster is prepared. */
const BARE: Row = [['extension', 'fail'], 'fails', 'extension'];

const ROWS: Readonly<Record<WorldName, Row>> = {
  'workspace-missing': [['workspace', 'fail'], 'not-found', null],
  'workspace-private': [['workspace-network', 'warn'], 'succeeds', null, { risk: 'workspace-network' }],
  'workspace-dash': [
    ['workspace-name', 'warn'],
    'succeeds',
    null,
    { risk: 'workspace-name', workspace: 'demo-ws-' },
  ],
  'workspace-user-identity': [['workspace-roles', 'pass'], 'succeeds', null],
  'workspace-roles-partial': [['workspace-roles', 'fail'], 'fails', 'workspace-roles'],
  'workspace-roles-missing': [['workspace-roles', 'fail'], 'service', null, { refusal: 'workspace-roles' }],

  'cluster-missing': [['cluster', 'fail'], 'fails', 'cluster'],
  'cluster-stopped': [['cluster-running', 'fail'], 'fails', 'cluster-running'],
  'cluster-starting': [['cluster-running', 'warn'], 'succeeds', null],
  'cluster-failed': [['cluster-running', 'warn'], 'succeeds', null],
  'cluster-old': [['kubernetes-version', 'warn'], 'succeeds', null],
  'cluster-service-principal': [['cluster-identity', 'fail'], 'fails', 'cluster-identity'],
  'cluster-private': [['cluster-network', 'fail'], 'fails', 'cluster-network'],
  'cluster-authorized-ranges': [['cluster-network', 'warn'], 'fails', 'cluster-network'],
  'cluster-no-local-accounts': [['cluster-network', 'fail'], 'fails', 'cluster-network'],
  'cluster-trusted': [['cluster-network', 'pass'], 'succeeds', null],
  'arc-connecting': [['cluster-running', 'warn'], 'fails', 'cluster-running'],
  'arc-offline': [['cluster-running', 'fail'], 'fails', 'cluster-running'],
  'arc-expired': [['cluster-running', 'fail'], 'fails', 'cluster-running'],
  'foreign-subscription': [['same-subscription', 'fail'], 'hangs', 'same-subscription'],
  'foreign-subscription-arc': [['same-subscription', 'fail'], 'hangs', 'same-subscription'],

  'cluster-bare': BARE,
  'cluster-bare-arc': BARE,
  'prepare-registration': BARE,
  'prepare-registration-rights': BARE,
  'prepare-registration-principal': BARE,
  'prepare-version': BARE,
  'prepare-chart': BARE,
  'prepare-rendering': BARE,
  'prepare-scope-rights': BARE,
  'prepare-admission-policy': BARE,
  'prepare-admission-race': BARE,
  'prepare-ownership-volcano': BARE,
  'prepare-ownership-foreign': BARE,
  'prepare-name-taken': BARE,
  'prepare-busy': BARE,
  'prepare-namespace-ending': BARE,
  'prepare-readiness': BARE,
  'prepare-agent': BARE,
  'prepare-agent-memory': BARE,
  'prepare-region': BARE,
  'prepare-trust': BARE,
  'prepare-arc-identity': BARE,
  'prepare-endpoint': BARE,
  'prepare-unknown': BARE,
  'prepare-e40000': BARE,
  'prepare-e40001': BARE,
  'prepare-e40002': BARE,
  'prepare-e40003': BARE,
  'prepare-e40004': BARE,
  'prepare-e40005': BARE,
  'prepare-e40006': BARE,
  'prepare-e40007': BARE,
  'prepare-e45001': BARE,
  'prepare-e45002': BARE,
  'prepare-e45003': BARE,
  'prepare-e45004': BARE,
  'prepare-e45005': BARE,
  'prepare-e45006': BARE,
  'prepare-e49999': BARE,
  'command-disabled': BARE,
  'command-entra': BARE,
  'command-not-started': BARE,
  'command-policy': BARE,
  'command-never-ran': BARE,
  'command-image-pull': BARE,
  'command-forbidden': BARE,
  'command-right-missing': BARE,

  'extension-missing': [['extension', 'fail'], 'fails', 'extension'],
  'extension-other': [['extension', 'fail'], 'fails', 'extension'],
  'extension-unregistered': [['extension', 'fail'], 'fails', 'provider-unregistered'],
  'extension-installing': [['extension-healthy', 'warn'], 'fails', 'extension-healthy'],
  'extension-features-off': [['extension-features', 'warn'], 'succeeds', null, { risk: 'training-off' }],
  'extension-inference-only': [['extension-features', 'pass'], 'succeeds', null, { risk: 'training-off' }],
  'extension-outdated': [['extension-version', 'warn'], 'succeeds', null],
  'extension-preview': [['extension-version', 'warn'], 'succeeds', null],

  'install-failed': reason('extension-healthy'),
  'install-healthcheck': reason('install-healthcheck'),
  'install-timed-out': reason('install-timed-out'),
  'install-name-taken': reason('install-name-taken'),
  'install-busy': reason('install-busy'),
  'install-terminating': reason('install-terminating'),
  'install-ownership': reason('install-ownership'),
  'install-agents-offline': reason('install-agents-offline'),
  'install-chart-missing': reason('install-chart-missing'),
  'install-forbidden': reason('install-forbidden'),
  'install-token': reason('install-forbidden'),
  'install-two-reasons': reason('healthcheck-nodes'),
  'install-unregistered': reason('provider-unregistered'),
  'install-version': reason('install-version'),
  'install-region': reason('install-region'),
  'install-rendering': reason('install-rendering'),
  'install-scope': reason('install-scope'),
  'install-policy': reason('install-policy'),
  'install-webhook': reason('install-webhook'),
  'install-ownership-foreign': reason('install-ownership'),
  'install-agent-memory': reason('install-agent-memory'),
  'install-trust': reason('install-trust'),
  'install-arc-identity': reason('install-arc-identity'),
  'install-endpoint': reason('endpoint-exists'),
  'install-unknown': reason('extension-healthy'),

  'healthcheck-e40000': reason('healthcheck-unknown-error'),
  'healthcheck-e40001': reason('healthcheck-load-balancer'),
  'healthcheck-e40002': reason('healthcheck-nodes'),
  'healthcheck-e40003': reason('healthcheck-internal-load-balancer'),
  'healthcheck-e40004': reason('healthcheck-front-end-missing'),
  'healthcheck-e40005': reason('healthcheck-e40005'),
  'healthcheck-e40006': reason('healthcheck-e40006'),
  'healthcheck-e40007': reason('healthcheck-tls'),
  'healthcheck-e45001': reason('healthcheck-agents'),
  'healthcheck-e45002': reason('healthcheck-prometheus'),
  'healthcheck-e45003': reason('healthcheck-network'),
  'healthcheck-e45004': reason('healthcheck-legacy-role'),
  'healthcheck-e45005': reason('healthcheck-legacy-deployment'),
  'healthcheck-e45006': reason('healthcheck-instance-types'),
  'healthcheck-e49999': reason('healthcheck-crashed'),

  'extension-hidden': [null, 'fails', 'extension-hidden'],
  'cluster-admin-missing': [null, 'fails', 'workspace-access'],
  'attach-internal-error': [null, 'fails', 'internal-error'],
  'attach-relay': [null, 'fails', 'relay-left-over'],
  'attach-policy': [null, 'fails', 'policy'],
  'attach-kubernetes-version': [['kubernetes-version', 'warn'], 'fails', 'kubernetes-version'],
  'attach-contradicted': [null, 'fails', 'compute-unreadable'],
  'attach-canceled': [null, 'fails', 'canceled'],
  'attach-stuck': [null, 'hangs', 'stuck'],
  'compute-stuck': failed('stuck'),
  'compute-fresh': [null, 'there', null, { risk: 'just-attached' }],
  'compute-without-identity': [null, 'there', null, { risk: 'no-identity' }],

  'name-refused': [null, 'service', null, { refusal: 'name-refused' }],
  'update-refused': [null, 'there', null],
  'api-version-refused': [null, 'service', null, { refusal: 'api-version' }],
  'caller-reader': [['caller-attach', 'fail'], 'forbidden', null, { refusal: 'caller-role' }],
  'caller-nobody': [['caller-attach', 'fail'], 'forbidden', null, { refusal: 'caller-role' }],
  'caller-blind': [['cluster', 'unknown'], 'succeeds', null],
  'caller-resource-scoped': [['kubernetes-version', 'unknown'], 'succeeds', null],
  'caller-without-cluster-admin': [['caller-cluster', 'warn'], 'succeeds', null],
  'caller-cannot-assign': [
    ['identity-assign', 'fail'],
    'forbidden',
    null,
    { refusal: 'identity-assign', asked: { userIdentity: true } },
  ],
  'identity-missing': [
    ['identity', 'fail'],
    'service',
    null,
    { refusal: 'identity-missing', asked: { userIdentity: true } },
  ],
  'subscription-forbidden': [null, 'succeeds', null],

  'compute-generic': failed('compute-unreadable'),
  'compute-not-found': failed('compute-removed'),
  'compute-not-accessible': failed('workspace-access'),
  'compute-invalid': failed('compute-invalid'),
  'compute-kubeconfig': failed('kubeconfig-missing'),
  'compute-unreachable': failed('cluster-unreachable'),
  'compute-cluster-gone': failed('cluster', ['cluster', 'fail']),
  'compute-service-missing': failed('extension-pods'),
  'compute-unauthorized': failed('cluster-unauthorized'),
  'compute-cluster-error': failed('cluster-error'),
  'compute-extension-identity': failed('extension-identity'),
  'compute-not-connectable': failed('extension-not-connectable'),
  'compute-training-off': failed('training-off'),
  'compute-token-service': failed('token-service'),
  'compute-account-key': failed('no-identity'),
  'compute-mystery': [null, 'there', 'unknown'],
  'compute-two-reasons': failed('workspace-access'),

  'detach-vanished': [null, 'there', null],
  'detach-busy': [null, 'there', 'under-way'],
  'detach-stuck': failed('stuck'),
  'detach-legacy': [null, 'there', 'other-type'],
};

/** Every world of the testkit with what is expected in it. */
export const EXPECTED: readonly (Expected & { readonly world: WorldName })[] = Object.entries(ROWS).flatMap(
  ([name, [check, attach, cause, more]]) =>
    isWorld(name) ? [{ world: name, check, attach, cause, ...more }] : [],
);

function isWorld(name: string): name is WorldName {
  return Object.hasOwn(ROWS, name);
}

/** For worlds that need another cloud than the public one. */
export const SOVEREIGN: readonly CloudName[] = ['usgov', 'china'];
