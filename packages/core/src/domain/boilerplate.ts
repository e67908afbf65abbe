const THING = '(?:errors?|exceptions?|failures?|problems?|issues?)';
const KIND =
  '(?:(?:unexpected|unknown|unhandled|unspecified|internal|generic|general|server|service|system|fatal|remote|backend)\\s+){0,4}';
const WHERE =
  '(?: (?:in|inside|on|within|at) (?:the |our )?(?:service|server|system|backend|platform|provider)| (?:while|when|during|on) (?:processing|handling|executing|serving|performing)? ?(?:the |your |this )?(?:request|operation|call))?';
const ACTION =
  '(?:attach|detach|request|operation|deployment|provisioning|call|update|creation|installation|compute|resource|action|task|extension)';

/** Sentences that say that something failed, and not why: in the words of services, whatever the service. */
const SENTENCES: readonly RegExp[] = [
  new RegExp(
    `^(?:an? |the |some |one or more |several |multiple |\\d+ )?${KIND}${THING}(?: (?:has |have |was |were )?(?:occurred|happened|encountered|raised|thrown|detected))?${WHERE}$`,
  ),
  new RegExp(
    `^(?:we |the service |the server )?(?:have |has )?(?:encountered|ran into|met|hit) (?:an? |some )?${KIND}${THING}${WHERE}$`,
  ),
  /^(?:please |kindly )?(?:try|retry|repeat)\b.{0,40}\b(?:again|later|request|operation|minutes|moments)\b.{0,20}$/,
  /^(?:please )?(?:retry|try again)$/,
  /^if (?:the |this |it )?(?:problem|issue|error|failure)?\s?(?:persists|continues|remains|repeats|happens again|keeps happening|stays)\b.{0,120}$/,
  /^(?:please |and |or |then )*(?:contact|call|ask|reach out to|open|file|raise|create)\b.{0,60}\b(?:support|ticket|administrator|microsoft)\b.{0,60}$/,
  /^(?:please )?(?:see|refer to|visit|check|go to|look at|for (?:more|further|additional|general))\b.{0,80}\b(?:details?|information|documentation|docs|troubleshooting|inner (?:error|exception)s?|logs?|below)\b.{0,40}$/,
  new RegExp(
    `^(?:the |your |this )?(?:\\w+ )?${ACTION}(?: ${ACTION})?(?: (?:has|was|is|had))?(?: (?:failed|unsuccessful|failure|invalid)| not successful| did not succeed| (?:could|can) ?not be (?:completed|processed|fulfilled|executed)| failed to complete| not completed| (?:completed|ended|finished) with (?:the )?(?:terminal )?(?:provisioning )?state ['"]?\\w+['"]?)$`,
  ),
  /^(?:bad request|user ?error|unknown|unknown error|failed|failure|(?:we are|we're)? ?sorry|oops)$/,
  new RegExp(`^something (?:went wrong|failed|unexpected happened)${WHERE}$`),
  /^no more is known$/,
  /^(?:there (?:is|are) )?no (?:further |more |additional |other )?(?:details?|information|message|reason)(?: (?:is |are |was |were )?(?:available|known|given|provided))?$/,
  /^(?:code|status|status ?code|http|message|type|target|time ?stamp|time|(?:request|correlation|activity|trace|operation|tracking|client) ?-?id)\b\s*[:=]?\s*['"]?[\w-]*['"]?$/,
];

const IDS =
  /https?:\/\/\S+|\baka\.ms\/\S+|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b\d{4}-\d\d-\d\d[t ][\d:.]+(?:z|[+-]\d\d:\d\d)?|\b[0-9a-f]{16,}\b/g;

/** Whether a text of the service says only that something failed, and to try again or to call support. */
export function isBoilerplate(text: string): boolean {
  return text
    .toLowerCase()
    .replace(IDS, ' ')
    .split(/[.;!?\r\n]+|,\s|:\s|\s[-–]\s|[()[\]{}]/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').replace(/^["'\s]+|["'\s:=]+$/g, ''))
    .filter((sentence) => /[a-z0-9]/.test(sentence))
    .every((sentence) => isWrappingCode(sentence) || SENTENCES.some((known) => known.test(sentence)));
}

const WRAPPING_CODES: readonly string[] = [
  'badargument',
  'badrequest',
  'deploymentfailed',
  'error',
  'extensioncreationfailed',
  'extensionoperationfailed',
  'failed',
  'genericerror',
  'installationfailed',
  'internalerror',
  'internalservererror',
  'invalidtemplatedeployment',
  'resourcedeploymentfailure',
  'resourceoperationfailure',
  'serviceerror',
  'systemerror',
  'unknown',
  'unknownerror',
  'usererror',
];

/** Whether a code only wraps others: it says that something failed, and its words or an inner code say what. */
export function isWrappingCode(code: string): boolean {
  return WRAPPING_CODES.includes(code.toLowerCase());
}
