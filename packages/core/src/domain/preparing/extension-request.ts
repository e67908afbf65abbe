import { isRecord } from '../json.js';
import { Secret } from '../secret.js';
import { optional, refuse, requireBoolean, requireMembers } from './input.js';

/** How requests reach the models of a cluster. */
export type RouterServiceType = 'nodePort' | 'loadBalancer' | 'clusterIP';

/** What a caller may ask of the extension. What is not given is kept where the extension is installed already. */
export interface ExtensionRequestInput {
  /** @default true at a new install where `inference` is not given either */
  readonly training?: boolean | null | undefined;
  /** @default false at a new install */
  readonly inference?: boolean | null | undefined;
  readonly router?: RouterServiceType | null | undefined;
  /** Settings of the extension by name, such as `installVolcano`. */
  readonly settings?: Readonly<Record<string, string | number | boolean>> | null | undefined;
  /** Settings that Azure keeps secret, such as `sslKeyPemFile` (its PEM text). */
  readonly protectedSettings?: Readonly<Record<string, string | Secret>> | null | undefined;
  /** @default 'stable' at a new install */
  readonly releaseTrain?: string | null | undefined;
  /** Pins a version, which switches automatic upgrades off. */
  readonly version?: string | null | undefined;
}

/** A checked request. Null: not given. */
export interface ExtensionRequest {
  readonly training: boolean | null;
  readonly inference: boolean | null;
  readonly router: RouterServiceType | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly protectedSettings: Readonly<Record<string, Secret>>;
  readonly releaseTrain: string | null;
  readonly version: string | null;
}

/** A request that gives nothing. */
export const NO_EXTENSION_REQUEST: ExtensionRequest = Object.freeze({
  training: null,
  inference: null,
  router: null,
  settings: {},
  protectedSettings: {},
  releaseTrain: null,
  version: null,
});

/** The settings of users that Azure documents; every other one is at the caller's own risk. */
const DOCUMENTED_SETTINGS: readonly string[] = [
  'allowInsecureConnections',
  'inferenceRouterHA',
  'installDcgmExporter',
  'installNvidiaDevicePlugin',
  'installPromOp',
  'installVolcano',
  'internalLoadBalancerProvider',
  'nodeSelector.',
  'sslCname',
  'sslSecret',
];

/** Whether Azure documents a setting for users. Names that end in a dot stand for all that begin with it. */
export function isDocumentedSetting(key: string): boolean {
  return DOCUMENTED_SETTINGS.some((known) => (known.endsWith('.') ? key.startsWith(known) : key === known));
}

const ROUTERS: readonly RouterServiceType[] = ['nodePort', 'loadBalancer', 'clusterIP'];
const KEY = /^[A-Za-z][\w.\-/\\[\]]{0,252}$/;
const MAX_SETTINGS = 100;
const MAX_VALUE = 32_000;

/** Settings that have a field of their own here, or that this client does not set up. */
const REFUSED: Readonly<Record<string, string>> = {
  enableTraining: 'must be given as extension.training',
  enableInference: 'must be given as extension.inference',
  inferenceRouterServiceType: 'must be given as extension.router',
  logAnalyticsWS: 'is not supported: connect Log Analytics with the Azure CLI',
  'servicebus.enabled': 'is not supported: the extension no longer needs Service Bus',
};

/** @throws InvalidInputError naming the first member that is wrong. */
export function parseExtensionRequest(value: unknown, field = 'extension'): ExtensionRequest {
  const given = requireMembers(value, field, [
    'training',
    'inference',
    'router',
    'settings',
    'protectedSettings',
    'releaseTrain',
    'version',
  ]);
  const request: ExtensionRequest = {
    training: optional(given.training, (one) => requireBoolean(one, `${field}.training`)),
    inference: optional(given.inference, (one) => requireBoolean(one, `${field}.inference`)),
    router: optional(given.router, (one) => parseRouter(one, `${field}.router`)),
    settings: parseSettings(given.settings ?? {}, `${field}.settings`, parsePlain),
    protectedSettings: parseSettings(
      given.protectedSettings ?? {},
      `${field}.protectedSettings`,
      parseSecret,
    ),
    releaseTrain: optional(given.releaseTrain, (one) => parseTrain(one, `${field}.releaseTrain`)),
    version: optional(given.version, (one) => parseVersion(one, `${field}.version`)),
  };
  refuseContradictions(request, field);
  return Object.freeze(request);
}

function parseRouter(value: unknown, field: string): RouterServiceType {
  const word = typeof value === 'string' ? value.toLowerCase() : null;
  const known = ROUTERS.find((router) => router.toLowerCase() === word);
  return known ?? refuse(field, { rule: `must be one of ${ROUTERS.join(', ')}`, example: 'loadBalancer' });
}

function parseTrain(value: unknown, field: string): string {
  if (typeof value === 'string' && /^[a-z]{1,40}$/i.test(value)) return value;
  return refuse(field, { rule: 'must be a release train, which is one word', example: 'stable' });
}

function parseVersion(value: unknown, field: string): string {
  if (typeof value === 'string' && /^\d{1,5}(\.\d{1,5}){1,3}([-+][\w.-]{1,40})?$/.test(value)) return value;
  return refuse(field, { rule: 'must be a version', example: '1.1.59' });
}

function parseSettings<T>(
  value: unknown,
  field: string,
  parse: (value: unknown, field: string) => T,
): Readonly<Record<string, T>> {
  const isUsable = isRecord(value) && Object.keys(value).length <= MAX_SETTINGS;
  if (!isUsable)
    refuse(field, {
      rule: `must be an object of at most ${MAX_SETTINGS} settings`,
      example: '{ installVolcano: true }',
    });
  const entries = Object.entries(value).map(([key, setting]): [string, T] => {
    const path = `${field}.${key}`;
    if (!KEY.test(key))
      refuse(field, {
        rule: 'must have names of letters, digits and . _ - / [ ] \\',
        example: 'installVolcano',
      });
    const rule = REFUSED[key];
    if (rule !== undefined) refuse(path, { rule, example: 'installVolcano' });
    return [key, parse(setting, path)];
  });
  return Object.freeze(Object.fromEntries(entries));
}

/** Azure takes text alone; its own command line writes switches as `True` and `False`. */
function parsePlain(value: unknown, field: string): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'string' && value !== '' && value.length <= MAX_VALUE) return value;
  return refuse(field, {
    rule: `must be text of 1 to ${MAX_VALUE} characters, a number or a boolean`,
    example: 'true',
  });
}

function parseSecret(value: unknown, field: string): Secret {
  if (value instanceof Secret) return value;
  if (typeof value === 'string' && value !== '' && value.length <= MAX_VALUE) return new Secret(value);
  return refuse(field, {
    rule: `must be text of 1 to ${MAX_VALUE} characters`,
    example: 'the PEM text of a key',
  });
}

function refuseContradictions(
  { settings, protectedSettings, router }: ExtensionRequest,
  field: string,
): void {
  const twice = Object.keys(settings).find((key) => key in protectedSettings);
  if (twice !== undefined)
    refuse(`${field}.settings.${twice}`, {
      rule: 'is given as a protected setting as well',
      example: 'only one of them',
    });
  const provider = settings['internalLoadBalancerProvider']?.toLowerCase();
  if (router === 'nodePort' && provider === 'azure')
    refuse(`${field}.router`, {
      rule: 'cannot be nodePort with an internal load balancer',
      example: 'loadBalancer',
    });
}
