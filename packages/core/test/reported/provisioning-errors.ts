/** `provisioningErrors` of a failed compute whose surroundings look healthy, and the cause that is right first. */
export interface ReportedFailure {
  readonly report: string;
  /** Null where nothing is known. */
  readonly cause: string | null;
  readonly provisioningErrors: readonly object[];
}

const GENERAL =
  'An internal server error occurred. Please try again. If the problem persists, contact support';

function general(...details: readonly object[]): object[] {
  return [{ error: { code: 'InternalServerError', statusCode: 500, message: GENERAL, details } }];
}

function plain(code: string, message: string): object[] {
  return [{ error: { code, statusCode: 500, message } }];
}

function reported(
  report: string,
  cause: string | null,
  provisioningErrors: readonly object[],
): ReportedFailure {
  return { report, cause, provisioningErrors };
}

/** What users quoted, shortened, with other names. */
export const REPORTED_FAILURES: readonly ReportedFailure[] = [
  reported(
    'terraform-provider-azurerm 13961',
    'resource-group-missing',
    plain('ResourceGroupNotFound', "Resource group 'my-rg' could not be found."),
  ),
  reported(
    'AML-Kubernetes 19',
    'agent-installation',
    general({
      code: 'InternalError',
      message:
        "Agent installation failed due to exceptions: One or more errors occurred. (Kubernetes 'azureml: cmaks-init-job'. Failed to run job.);. Init job pod logs: BackoffLimitExceeded: Job has reached the specified backoff limit",
    }),
  ),
  reported(
    'MachineLearningNotebooks 73',
    'workspace-access',
    general({ code: 'InternalError', message: "Operation returned an invalid status code 'Forbidden'" }),
  ),
  reported('AML-Kubernetes 88', 'internal-error', general()),
  reported(
    'azure-sdk-for-python 33480',
    'healthcheck-instance-types',
    general({
      code: 'X',
      message:
        'Status: Failed Name: instancetype ErrorCode: E45006 ErrorMessage: Failed to validate or update instancetype',
    }),
  ),
  reported('azure-docs 85756', 'workspace-access', [
    {
      error: {
        code: 'UserError',
        severity: null,
        message: 'Attach failed.',
        details: [],
        innerError: { code: 'BadArgument', innerError: { code: 'ComputeNotAccessible', innerError: null } },
      },
    },
  ]),
  reported(
    'AKS 5347, in an attach',
    'install-policy',
    plain(
      'BadRequest',
      'admission webhook "validation.gatekeeper.sh" denied the request: [azurepolicy-k8sazurev2noprivilege] Privileged container is not allowed',
    ),
  ),
  reported(
    'documentation of locks',
    'scope-locked',
    plain(
      'ScopeLocked',
      "The scope '/subscriptions/x/resourceGroups/r' cannot perform write operation because following scope(s) are locked",
    ),
  ),
  reported(
    'AML-Kubernetes, Trusted Access support',
    'local-accounts',
    plain(
      'BadRequest',
      'Getting static credential is not allowed because this cluster is set to disable local accounts.',
    ),
  ),
];

/** The same kinds in other words, order and nesting, written for this test. */
export const PARAPHRASED_FAILURES: readonly ReportedFailure[] = [
  reported(
    'a group, without the code',
    'resource-group-missing',
    plain('BadRequest', 'The resource group my-rg does not exist.'),
  ),
  reported(
    'a group, in JSON within a text',
    'resource-group-missing',
    general({
      code: 'InternalError',
      message: 'GET failed: {"error":{"code":"ResourceGroupNotFound","message":"no such group"}}',
    }),
  ),
  reported('a group, as an inner error', 'resource-group-missing', [
    {
      error: { code: 'UserError', message: 'Attach failed.', innererror: { code: 'ResourceGroupNotFound' } },
    },
  ]),
  reported(
    'a job that could not run',
    'agent-installation',
    plain('InternalError', 'Failed to install the agent in the cluster'),
  ),
  reported(
    'an init job',
    'agent-installation',
    general({ code: 'InternalError', message: 'the init job did not end' }),
  ),
  reported(
    'a backoff limit',
    'agent-installation',
    plain('UserError', 'azureml/setup: BackoffLimitExceeded'),
  ),
  reported(
    'a status code in words',
    'workspace-access',
    plain('InternalError', 'the call to AKS returned Forbidden'),
  ),
  reported('a status code', 'workspace-access', general({ code: 'X', message: 'Response status code: 403' })),
  reported('a code in a text', 'workspace-access', plain('UserError', 'inner code ComputeNotAccessible')),
  reported(
    'boilerplate of another service',
    'internal-error',
    plain('InternalError', 'Something went wrong. Please try again later.'),
  ),
  reported(
    'boilerplate with an id',
    'internal-error',
    plain(
      'InternalServerError',
      'An unexpected error occurred. Request id: 1b9ab3cb-1a0f-4b5e-9a54-0a1d8a5b8f11',
    ),
  ),
  reported('nothing but the code', 'internal-error', plain('InternalServerError', 'InternalServerError')),
  reported(
    'a policy of Kyverno',
    'install-policy',
    general({ code: 'X', message: 'admission webhook "validate.kyverno.svc" denied the request: no' }),
  ),
  reported(
    'Pod Security',
    'install-policy',
    plain('BadRequest', 'pods "x" is forbidden: violates PodSecurity "baseline:latest"'),
  ),
  reported(
    'a constraint',
    'install-policy',
    plain('BadRequest', 'rejected by Gatekeeper constraint k8sazure-a'),
  ),
  reported(
    'a lock, in words',
    'scope-locked',
    plain('BadRequest', 'write refused because of a lock of type ReadOnly'),
  ),
  reported('a lock, nested', 'scope-locked', general({ code: 'ScopeLocked', message: 'x' })),
  reported('a lock, as text', 'scope-locked', plain('Conflict', 'the scope /subscriptions/x is locked')),
  reported(
    'local accounts, other words',
    'local-accounts',
    plain('X', 'Local accounts are disabled on the cluster'),
  ),
  reported(
    'static credentials',
    'local-accounts',
    general({ code: 'X', message: 'static credentials are not permitted here' }),
  ),
  reported('local accounts, passive', 'local-accounts', plain('X', 'this cluster disables local accounts')),
  reported('a subscription', 'subscription-missing', plain('SubscriptionNotFound', 'x')),
  reported(
    'a subscription, in words',
    'subscription-missing',
    plain('BadRequest', "The subscription 'a-b' could not be found."),
  ),
  reported(
    'a subscription, nested',
    'subscription-missing',
    general({ code: 'SubscriptionNotFound', message: 'y' }),
  ),
  reported('a disabled subscription', 'subscription-disabled', plain('ReadOnlyDisabledSubscription', 'x')),
  reported(
    'a disabled subscription, in words',
    'subscription-disabled',
    plain('Conflict', 'The subscription is disabled and therefore marked as read only.'),
  ),
  reported(
    'a disabled subscription, nested',
    'subscription-disabled',
    general({ code: 'X', message: 'subscription a is not active' }),
  ),
  reported('a quota', 'quota', plain('QuotaExceeded', 'x')),
  reported(
    'a quota, in words',
    'quota',
    plain('BadRequest', 'Operation could not be completed: exceeds the approved quota of cores'),
  ),
  reported('a quota, nested', 'quota', general({ code: 'X', message: 'the quota for computes is exceeded' })),
  reported(
    'MFA by policy',
    'sign-in-mfa',
    plain('RequestDisallowedByPolicy', 'Users must use MFA for Create operation'),
  ),
  reported(
    'MFA by Azure',
    'sign-in-mfa',
    plain('RequestDisallowedByAzure', 'Authenticate with multi-factor authentication'),
  ),
  reported(
    'MFA, nested',
    'sign-in-mfa',
    general({ code: 'RequestDisallowedByPolicy', message: 'multifactor needed' }),
  ),
  reported(
    'a policy',
    'policy',
    plain('RequestDisallowedByPolicy', "Resource 'x' was disallowed by policy."),
  ),
  reported(
    'a closed network',
    'network-closed',
    plain('Forbidden2', 'Public network access is disabled for this workspace'),
  ),
  reported(
    'a closed network, other words',
    'network-closed',
    general({ code: 'X', message: 'public access is not allowed' }),
  ),
  reported(
    'a closed network, turned round',
    'network-closed',
    plain('X', 'the owner has disabled public network access'),
  ),
  reported(
    'an admission race',
    'install-webhook',
    general({ code: 'X', message: 'failed calling webhook "a.b.c": no endpoints available for service "d"' }),
  ),
];

/** Failures that nothing here explains; the words have to be shown, and no reason made up. */
export const UNEXPLAINED_FAILURES: readonly ReportedFailure[] = [
  reported('a reason that is new', null, plain('InternalServerError', 'The subnet has no free address.')),
  reported(
    'a reason that is new, nested',
    null,
    general({ code: 'InternalError', message: 'blob 7 is sealed' }),
  ),
  reported('a code that is new', null, plain('Mystery', 'something else')),
  reported(
    'a resource that was not found',
    null,
    plain('ResourceNotFound', "The Resource 'X/y' under resource group 'my-rg' was not found."),
  ),
  reported(
    'words of causes in a sentence that names none',
    null,
    plain('X', 'policy, quota and locks were looked at'),
  ),
];
