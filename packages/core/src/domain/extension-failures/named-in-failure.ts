/** What the words of a failure name, as far as it has the form of such a name. */
export interface NamedInFailure {
  /** The code of the health check, such as `E40002`. */
  readonly code: string | null;
  /** The Kubernetes resource that is in the way. */
  readonly resource: NamedResource | null;
  /** The pod, or what makes pods, that did not become ready. */
  readonly workload: NamedResource | null;
  readonly webhook: string | null;
  /** The resource provider, such as `Microsoft.KubernetesConfiguration`. */
  readonly provider: string | null;
}

/** A Kubernetes resource, in a form that `kubectl` takes. */
export interface NamedResource {
  /** In lower case, such as `clusterrole` or `podgroups.scheduling.volcano.sh`. */
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
}

const NAME = '[a-z0-9](?:[-a-z0-9.:]{0,251}[a-z0-9])?';
const LABEL = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
const KINDS =
  'clusterrolebindings?|clusterroles?|rolebindings?|roles?|serviceaccounts?|customresourcedefinitions?|crds?|daemonsets?|deployments?|statefulsets?|replicasets?|services?|configmaps?|secrets?|(?:mutating|validating)webhookconfigurations?|storageclass(?:es)?|csidrivers?|priorityclass(?:es)?|ingressclass(?:es)?|apiservices?|poddisruptionbudgets?|horizontalpodautoscalers?|networkpolic(?:y|ies)|persistentvolumeclaims?|jobs?|pods?';
const WORKLOADS = 'pods?|deployments?|daemonsets?|statefulsets?|replicasets?|jobs?';
/** Helm quotes names; people often leave the quotes out, and then only what has a hyphen, a dot or a colon counts. */
const UNQUOTED = '[a-z0-9]+[-.:][-a-z0-9.:]{0,200}[a-z0-9]';

/** Reads the names from the levels of a failure; the innermost level that names something counts. */
export function namedInFailure(levels: readonly string[]): NamedInFailure {
  const first = <T>(read: (level: string) => T | null): T | null =>
    levels.reduce<T | null>((found, level) => found ?? read(level), null);
  return {
    code: first(
      (level) => /(?<![-\w])E(?:4[05]\d{3}|49999)(?![-\w])/i.exec(level)?.[0].toUpperCase() ?? null,
    ),
    resource: first((level) => readResource(level, KINDS)),
    workload: first(readWorkload),
    webhook: first((level) => readName(level, new RegExp(`\\bwebhook\\s*["'\`](${NAME})["'\`]`, 'i'))),
    provider: first((level) => /\bMicrosoft\.[A-Za-z]{2,60}\b/.exec(level)?.[0] ?? null),
  };
}

function readResource(level: string, kinds: string): NamedResource | null {
  const quoted = new RegExp(`\\b(${kinds})((?:\\.[a-z0-9-]+){0,6})\\b[\\s:/]*["'\`](${NAME})["'\`]`, 'i');
  const bare = new RegExp(`\\b(${kinds})((?:\\.[a-z0-9-]+){0,6})\\b[\\s:/]+(${UNQUOTED})\\b`, 'i');
  const match = quoted.exec(level) ?? bare.exec(level);
  if (match === null) return readHelm3Conflict(level, kinds);
  const [whole, kind = '', group = '', name = ''] = match;
  const after = level.slice(match.index + whole.length, match.index + whole.length + 120);
  const namespace = new RegExp(`^\\s+(?:in|of) (?:the )?namespace\\s+["'\`]?(${LABEL})["'\`]?`, 'i').exec(
    after,
  );
  return { kind: `${kind}${group}`.toLowerCase(), name, namespace: namespace?.[1]?.toLowerCase() ?? null };
}

/** `namespace: , name: x, existing_kind: group/v1, Kind=ClusterRole`: how older Helm names a conflict. */
function readHelm3Conflict(level: string, kinds: string): NamedResource | null {
  const name = readName(level, new RegExp(`\\bname:\\s*["'\`]?(${NAME})\\b`, 'i'));
  const kind = readName(level, new RegExp(`\\bkind\\s*[=:]\\s*["'\`]?(${kinds})\\b`, 'i'));
  if (name === null || kind === null) return null;
  return {
    kind: kind.toLowerCase(),
    name,
    namespace: readName(level, new RegExp(`\\bnamespace:\\s*(${LABEL})\\b`)),
  };
}

function readWorkload(level: string): NamedResource | null {
  const found = readResource(level, WORKLOADS);
  if (found !== null) return found;
  const pair = new RegExp(`\\b(${WORKLOADS}) is not ready:\\s*(${LABEL})/(${NAME})`, 'i').exec(level);
  const [, kind = '', namespace = '', name = ''] = pair ?? [];
  return pair === null ? null : { kind: kind.toLowerCase(), name, namespace };
}

function readName(level: string, pattern: RegExp): string | null {
  return pattern.exec(level)?.[1] ?? null;
}
