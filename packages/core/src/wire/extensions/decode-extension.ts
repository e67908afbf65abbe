import * as z from 'zod';
import { EXTENSION_TYPE, type Extension, type ExtensionScope } from '../../domain/extension.js';
import { findProblems } from '../problems.js';

const text = z.string().nullish();

const status = z.looseObject({
  code: text,
  level: text,
  message: text,
  displayStatus: text,
});

const scope = z.looseObject({
  cluster: z.looseObject({ releaseNamespace: text.catch(null) }).nullish(),
  namespace: z.looseObject({}).nullish(),
});

const extension = z.looseObject({
  name: z.string(),
  properties: z.looseObject({
    extensionType: z.string(),
    provisioningState: text,
    version: text,
    currentVersion: text,
    releaseTrain: text,
    autoUpgradeMinorVersion: z.boolean().nullish().catch(null),
    scope: scope.nullish().catch(null),
    configurationSettings: z.record(z.string(), z.unknown()).nullish(),
    statuses: z.array(status).nullish().catch(null),
    errorInfo: z.unknown().optional(),
  }),
});

/** The Azure Machine Learning extension in the JSON of one extension, or null when it is another one. */
export function decodeExtension(value: unknown): Extension | null {
  const parsed = extension.safeParse(value);
  if (!parsed.success || parsed.data.properties.extensionType.toLowerCase() !== EXTENSION_TYPE) return null;
  const { name, properties } = parsed.data;
  const settings = properties.configurationSettings ?? {};
  return {
    name,
    provisioningState: properties.provisioningState ?? null,
    version: properties.currentVersion ?? properties.version ?? null,
    releaseTrain: properties.releaseTrain ?? null,
    upgradesItself: properties.autoUpgradeMinorVersion ?? null,
    scope: readScope(properties.scope),
    trainingEnabled: isOn(settings['enableTraining']),
    inferenceEnabled: isOn(settings['enableInference']),
    problems: findProblems([properties.errorInfo, ...(properties.statuses ?? []).map(toError)]),
  };
}

function readScope(given: z.infer<typeof scope> | null | undefined): ExtensionScope {
  if (given?.cluster) return { kind: 'cluster', namespace: given.cluster.releaseNamespace ?? null };
  return { kind: given?.namespace ? 'namespace' : 'unknown' };
}

/** A status in the form of an error; one of level `Information` is not an error. */
function toError({ code, level, message, displayStatus }: z.infer<typeof status>) {
  if (level?.toLowerCase() === 'information') return null;
  return { code: code ?? undefined, message: message ?? displayStatus ?? undefined };
}

function isOn(setting: unknown): boolean {
  return String(setting).toLowerCase() === 'true';
}
