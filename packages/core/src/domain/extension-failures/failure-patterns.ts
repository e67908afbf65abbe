import type { ExtensionFailureId, ExtensionStage } from './extension-stage.js';

/** How a failure is recognised: each of `words` is a group of which one has to be there. */
export interface FailurePattern {
  readonly id: ExtensionFailureId;
  readonly stage: ExtensionStage;
  readonly words: readonly (readonly RegExp[])[];
}

function pattern(id: ExtensionFailureId, stage: ExtensionStage, ...words: RegExp[][]): FailurePattern {
  return { id, stage, words };
}

const CHART = [/\b(?:charts?|registry|mcr\.|oci:|manifest|artifact|download|pull)/i, /\.azurecr\./i];
const NO_CONNECTION = [
  /no such host/i,
  /i\/o timeout/i,
  /connection (?:refused|reset|timed out)/i,
  /network is unreachable/i,
  /(?:could|can) ?not (?:be )?(?:resolve|connect|reach)/i,
  /unreachable/i,
  /client\.timeout/i,
  /dial tcp/i,
  /\b(?:request|download|pull|read)\w* timed out/i,
  /server misbehaving/i,
  /service unavailable|bad gateway|too many requests/i,
  /\bstatus(?: code)?\W{1,3}(?:407|429|5\d\d)\b/i,
];

/**
 * What failures are recognised by, without case; the first that fits counts. What is seen closest to the cause stands
 * first: a refusal within a hook is a refusal, not a failed health check. Words as public reports quote them, and as
 * Helm, Kubernetes and Azure Arc write them.
 */
export const FAILURE_PATTERNS: readonly FailurePattern[] = [
  // A refusal quotes what it refuses, and a template its file and expression: their words name no other cause.
  pattern('install-policy', 'admission', [
    /\bden(?:ied|ies|y) (?:the |this )?(?:admission )?request/i,
    /\bis forbidden: \[?(?:violates|exceeded quota|maximum|minimum|failed quota)/i,
  ]),
  pattern(
    'install-scope',
    'rights',
    [/ext-installer/i],
    [
      /\b(?:cannot|lacks?|has no)\b/i,
      /\bforbidden\b/i,
      /\b(?:not|un)[- ]?(?:allowed|authorized|permitted)/i,
      /not currently held/i,
    ],
  ),
  pattern('install-rights', 'rights', [/\bforbidden: ["'(]?user\b.{0,200}\bcannot\b/i]),
  pattern('install-rendering', 'rendering', [
    /(?<![.\w])template: ?[^\s:]+:\d+/i,
    /\bexecuting \\?["']/i,
    /\byaml: line \d/i,
    /execution error at \(/i,
  ]),
  pattern('install-region', 'region', [
    /\bnot (?:yet )?(?:registered|available|supported|offered|served) (?:in|for) (?:the |this )?(?:azure )?(?:region|location)/i,
    /(?:region|location)\b.{0,60}\b(?:is not|isn't|not) (?:supported|available|served)/i,
    /(?:not available|unavailable|does not exist) in (?:the )?(?:region|location)/i,
    /no registered resource provider found for location/i,
    /\bLocationNotAvailable/i,
  ]),
  pattern('install-forbidden', 'registration', [/extensionaddons/i, /\baltsecid\b/i]),
  pattern('provider-unregistered', 'registration', [
    /MissingSubscriptionRegistration/i,
    /SubscriptionNotRegistered/i,
    /not registered to use (?:the )?namespace/i,
    /\bunregistered (?:resource )?provider/i,
    /(?:\bresource providers?\b|\bMicrosoft\.\w+).{0,80}\b(?:(?:is not|isn't|not been|not yet|never) (?:been )?|not ?)registered/i,
    /\bnot registered\b.{0,60}(?:\bresource providers?\b|\bMicrosoft\.\w+)/i,
  ]),
  pattern('install-version', 'version', [
    /(?:resolve|find|determine|locate) (?:the |an? |any )?(?:\w+ ){0,3}extension version/i,
    /\bextension version\b.{0,80}\b(?:not|no|un|in)\s?(?:found|valid|available|supported|resolved|exist)/i,
    /\bno (?:\w+ ){0,2}versions?\b.{0,80}\b(?:found|available|published|match)/i,
    /\bversion\b.{0,60}\b(?:not|n't|never) (?:been )?(?:found|valid|available|supported|published|released|exist|offered)/i,
    // A kind of Kubernetes itself; that of another group lacks its definition, whatever the version.
    /no matches for kind\b(?! ?["']?\w+["']? in version ["']?(?!\w+\/)(?![\w.]+\.k8s\.io\/)[\w-]+\.)/i,
    /\bExtensionVersionNotFound\b/i,
    /\bincompatible with kubernetes\b/i,
    /\brelease ?train\b.{0,80}\b(?:not|in|un)\s?(?:found|valid|available|known|exist|supported)/i,
  ]),
  pattern('install-webhook', 'webhook', [
    /(?:fail|unable|could ?n[o']t|cannot|error)\w* (?:to )?(?:call|reach|connect to|contact)\w* (?:\w+ ){0,3}webhook/i,
    /\bwebhook\b.{0,300}(?:no endpoints|connection refused|deadline exceeded|not (?:ready|reachable|answer)|unreachable|timed? ?out|no such host)/i,
  ]),
  pattern('install-policy', 'admission', [
    /\bwebhook\b.{0,120}\b(?:den(?:ied|ies)|reject(?:ed|s)|refused|blocked)/i,
    /\b(?:den(?:ied|ies)|rejected|refused|blocked|disallowed|forbidden|violates?|prohibited)\b.{0,80}\b(?:polic(?:y|ies)|constraint|gatekeeper|kyverno|pod ?security|admission|webhook)/i,
    /\b(?:gatekeeper|kyverno|azurepolicy|pod ?security|admission (?:controller|plugin|policy)|polic(?:y|ies))\b.{0,120}\b(?:den(?:ied|ies)|rejected|refused|blocked|disallow\w*|forbid\w*|violat\w*|prohibit\w*)/i,
    /\[azurepolicy-/i,
    /\bsecurity context constraint/i,
  ]),
  pattern('install-scope', 'rights', [
    /\b(?:invalid|wrong|unsupported) scope\b/i,
    /\b(?:needs?|requires?|expects?)\b.{0,20}\bscope\b.{0,10}\bcluster/i,
    /\bscope\b.{0,60}\b(?:must|has to|can ?(?:not|'t)?|only|needs? to) (?:be )?(?:\w+ ){0,4}['"]?(?:cluster|namespace)/i,
    /\bonly scope ['"]?cluster/i,
    /\bcluster[- ]scoped? install\w* (?:is|has to|must)/i,
  ]),
  pattern('install-rights', 'rights', [
    /\b(?:user|serviceaccount|service account)\b.{0,160}\b(?:cannot|can't|may not|must not|is not (?:allowed|permitted)(?: to)?|lacks?)\b.{0,80}\b(?:resource|cluster ?scope|cluster-scoped|customresourcedefinition|clusterrole|permission)/i,
    /not currently held/i,
    /\bforbidden\b.{0,40}\buser\b.{0,160}\bcannot\b/i,
  ]),
  pattern('install-authorization', 'rights', [
    /AuthorizationFailed/i,
    /does not have (?:the )?(?:authorization|permission)s? to (?:perform|do) (?:the )?action/i,
  ]),
  pattern('endpoint-exists', 'endpoint', [
    /\bendpoint\b.{0,120}\b(?:already exists?|exists already|is taken|already in use)/i,
  ]),
  pattern('install-terminating', 'namespace-ending', [
    /\b(?:namespaces?\b.{0,80}|it is |it's )being (?:terminated|deleted|removed)/i,
    /\bbeing deleted\b.{0,20}\bnamespaces?\b/i,
    /\bnamespaces?\b.{0,80}\bterminating\b/i,
    /\bterminating\b.{0,40}\bnamespace/i,
    /namespace\b.{0,80}\b(?:still|under) (?:\w+ ){0,2}(?:deletion|termination|terminating|removal)/i,
  ]),
  pattern('install-ownership', 'ownership', [
    /invalid ownership/i,
    /cannot be (?:imported|adopted)/i,
    /ownership metadata/i,
    /managed-by/i,
    /meta\.helm\.sh/i,
    /(?:not|isn't) (?:owned|managed) by (?:helm|this release|the (?:current )?release)/i,
    /(?:owned|managed) by (?:another|a different|some other)/i,
    /\b(?:resources?|manifests?|clusterrole\w*|serviceaccount\w*|customresourcedefinition\w*|crds?|daemonset\w*|deployments?|services?|configmap\w*|secrets?|csidrivers?|webhookconfiguration\w*|priorityclass\w*|storageclass\w*|object)\b.{0,160}\b(?:already exist\w*|existing already|exists already|pre-?exist\w*)/i,
    /existing resource conflict/i,
    /conflict(?:s)? (?:occurred while applying|with ["'])/i,
  ]),
  pattern('install-name-taken', 'name-taken', [
    /re-?use a name/i,
    /name\b.{0,60}\b(?:is )?(?:still|already) (?:in use|taken|used)/i,
    /\brelease\b.{0,80}\b(?:already exists|exists already|still exists)/i,
  ]),
  pattern(
    'install-agent-memory',
    'agent-memory',
    [/\bextension-?\s?(?:operator|manager|agent|controller)/i, /\bconfig-agent\b/i, /\bagents?\b(?! pool)/i],
    [
      /oom ?killed/i,
      /out of memory/i,
      /memory (?:limit|exhausted)/i,
      /exit(?:ed with)? (?:code|status)?:? ?137/i,
    ],
  ),
  pattern('install-agent-memory', 'agent-memory', [
    /pending-\w+.{1,200}pending-\w+.{1,200}pending-/i,
    /\b(?:too )?many\b.{0,60}\b(?:pending|revisions?)/i,
    /\b(?:helm )?(?:history|revisions?)\b.{0,60}\b(?:too (?:large|long|many|big)|exceed\w*|full)/i,
  ]),
  pattern('install-busy', 'busy', [
    /(?:operation|install(?:ation)?|upgrade|update|rollback|helm)\b.{0,120}\b(?:in progress|still (?:running|going on|at work|pending|under ?way)|under ?way)/i,
    /\bpending-(?:install|upgrade|rollback)/i,
  ]),
  pattern('install-trust', 'trust', [
    /x509/i,
    /unknown (?:certificate )?authority/i,
    /self[- ]signed/i,
    /certificate\b[^;]{0,80}\b(?:not trusted|untrusted|expired|not (?:yet )?valid|invalid(?!:)|verif\w+)/i,
    /certificate\b (?:authority |issuer |chain )?(?:is |was |has |of |from |signed by )(?:an? )?unknown/i,
    /\b(?:failed|unable|could ?n[o']t|cannot) to verify\b.{0,40}\bcertificate/i,
    /(?<![-"'./])\btls\b(?![-"'./]| secret)[^"';]{0,60}\b(?:handshake|fail\w*|error|verif\w*|bad)/i,
    /(?<![-"'./])(?<!\b(?:volume|secret) )\btls: \w/i,
    /proxyconnect/i,
  ]),
  pattern('install-image-pull', 'readiness', [
    /(?:image|err)\s?pull/i,
    /imagepull/i,
    /\btoomanyrequests\b|\bpull rate limit/i,
    /pull(?:ing)? (?:the )?(?:container )?image/i,
  ]),
  pattern('install-agents-offline', 'agent', [
    /\bkubernetes cluster (?:is )?unreachable/i,
    /\bapi ?server\b.{0,60}(?:unreachable|connection refused|i\/o timeout|not reachable)/i,
  ]),
  pattern('install-registry', 'chart', CHART, NO_CONNECTION),
  pattern('install-chart-missing', 'chart', [
    /\bchart (?:path |version |url )?(?:was |is |could )?not (?:be )?found/i,
    /manifest (?:unknown|not found)/i,
    /name unknown/i,
    /[\w.-]+\/[\w./-]+:[\w.+-]+["']?\s*:? (?:was |is )?not found/i,
    /\b(?:chart|artifact|manifest)\b.{0,120}\b(?:not (?:be )?found|no such|does(?:n't| not) exist|404|missing)/i,
    /\b(?:no|not find|not locate|cannot find)\b.{0,40}\bchart/i,
  ]),
  pattern('install-chart-missing', 'chart', [
    /(?:fail\w*|unable|could ?n[o']t|cannot|error)\b.{0,30}\b(?:in |to |while )?(?:download\w*|pull\w*|fetch\w*)/i,
    /download\w*\b.{0,40}\bfail/i,
  ]),
  pattern('install-rendering', 'rendering', [
    /\b(?:unable|fail\w*|error|could ?n[o']t|cannot)\b.{0,40}\brender/i,
    /\brender\w*\b.{0,60}\b(?:fail\w*|error)/i,
    /can't evaluate field/i,
    /error calling/i,
    /nil pointer evaluating/i,
    /execution error at/i,
    /don't meet the specifications/i,
    /\bvalues?\b.{0,60}\bschema\b/i,
    /yaml (?:parse )?error/i,
    /parse error (?:at|on)/i,
    /converting yaml/i,
    /cannot unmarshal/i,
    /wrong type for value/i,
    /error validating data: (?!fail)/i,
    /(?:invalid|unknown|unexpected|unsupported|required) (?:config\w* )?(?:setting|value|field)/i,
    /\b(?:setting|option)s?\b.{0,60}\b(?:is|are) (?:not (?:an? )?(?:known|valid|supported|allowed|recogni[sz]ed)|unknown|invalid|unrecogni[sz]ed)/i,
  ]),
  pattern('install-healthcheck', 'health-check', [
    /health ?-?check(?:er|s)?\b.{0,80}\b(?:fail\w*|not pass\w*|error|did not|unsuccessful)/i,
    /\b(?:failed|error in|unsuccessful)\b.{0,40}\bhealth ?-?check/i,
    /\bpre-(?:install|upgrade|delete|rollback)\b(?:[\s-]*hooks?)?.{0,80}(?:fail|error|timed out|deadline|exceeded)/i,
    /\bfailed pre-(?:install|upgrade|delete|rollback)/i,
    /(?<!\bpost-\w{1,10} )\bhooks? (?:have |has )?failed/i,
  ]),
  pattern('install-arc-identity', 'arc-identity', [
    /TokenFetchFailed/i,
    /(?:fail\w*|unable|could ?n[o']t|cannot|error)\b.{0,40}\b(?:get\w*|fetch\w*|acquir\w*|obtain\w*|retriev\w*|refresh\w*|renew\w*|request\w*|issu\w*)\b.{0,60}\b(?:token|identity certificate)\b/i,
    /\bno (?:msi |access |identity )?token/i,
    /\bidentity\b.{0,200}\bnot populated/i,
    /not populated.{0,200}\bidentity\b/i,
  ]),
  pattern('install-agents-offline', 'agent', [
    /not populated/i,
    /status from the (?:local )?crd/i,
    /\b(?:local )?crd\b.{0,60}\bstatus\b.{0,40}\bnot\b/i,
    /\bagents?\b(?! pool).{0,100}\b(?:offline|in time|unreachable|not (?:respond\w*|answer\w*|report\w*|running|connected|reachable|healthy|available|ready)|n't (?:respond|answer|report|running)|no (?:response|answer|heartbeat)|never (?:answered|reported|responded)|silent|down)/i,
    /\bagents?\b(?! pool).{0,60}\b(?:not|never|no)\b.{0,30}\b(?:heartbeat|reported|responded|answered)/i,
    /(?:no (?:response|answer|heartbeat|status)|response|answer|heard)\b.{0,40}\b(?:from|of) (?:the |any )?(?:\w+ )?agents?\b/i,
    /\bcluster\b.{0,40}\b(?:is )?(?:offline|unreachable|not connected)/i,
    /\b(?:config-agent|extension-(?:manager|operator))\b.{0,60}\b(?:lost|not running)\b/i,
    /\bconnected cluster\b.{0,80}\bexpired\b/i,
    /\bconnectivity ?status\b\W{0,10}(?:is |= ?)?\W?(?:offline|expired|disconnected)/i,
  ]),
  pattern('install-no-room', 'readiness', [
    /\binsufficient (?:cpu|memory|nvidia|pods|ephemeral)/i,
    /nodes are available/i,
    /unschedulable/i,
    /failedscheduling/i,
    /(?:could|can) ?n[o']t be scheduled/i,
    /no nodes?\b.{0,40}\b(?:match|fit|available)/i,
    /untolerated taint/i,
    /(?:\bnot|n't) trigger scale-?up/i,
  ]),
  pattern('install-timed-out', 'readiness', [
    /timed? ?out/i,
    /deadline (?:was )?exceeded|\bdeadlineexceeded\b/i,
    /\b(?:readiness|liveness|startup) probe (?:has )?failed/i,
    /not (?:become |yet |been )?(?:ready|healthy|available)\b/i,
    /n't (?:become |yet )?(?:ready|healthy|available)\b/i,
    /crashloop/i,
    /backofflimitexceeded/i,
    /backoff limit/i,
    /back-?off restarting/i,
    /oom ?killed/i,
    /(?:\d+ (?:out )?of \d+|expected) pods/i,
  ]),
];
