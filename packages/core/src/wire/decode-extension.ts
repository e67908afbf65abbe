import * as z from 'zod';
import { EXTENSION_TYPE, type Extension } from '../domain/extension.js';
import { redactText } from '../errors/redact-text.js';

const text = z.string().nullish();

const extension = z.looseObject({
  name: z.string(),
  properties: z.looseObject({
    extensionType: z.string(),
    provisioningState: text,
    version: text,
    currentVersion: text,
    releaseTrain: text,
    configurationSettings: z.record(z.string(), z.unknown()).nullish(),
    statuses: z
      .array(z.looseObject({ code: text, message: text }))
      .nullish()
      .catch(null),
    errorInfo: z.looseObject({ message: text }).nullish().catch(null),
  }),
});

/** The Azure Machine Learning extension in the JSON of one extension, or null when it is another one. */
export function decodeExtension(value: unknown): Extension | null {
  const parsed = extension.safeParse(value);
  if (!parsed.success || parsed.data.properties.extensionType.toLowerCase() !== EXTENSION_TYPE) return null;
  const { name, properties } = parsed.data;
  const settings = properties.configurationSettings ?? {};
  const messages = [
    ...(properties.statuses ?? []).map(({ message }) => message),
    properties.errorInfo?.message,
  ];
  return {
    name,
    provisioningState: properties.provisioningState ?? null,
    version: properties.currentVersion ?? properties.version ?? null,
    releaseTrain: properties.releaseTrain ?? null,
    trainingEnabled: isOn(settings['enableTraining']),
    inferenceEnabled: isOn(settings['enableInference']),
    statuses: messages
      .filter((message) => typeof message === 'string')
      .map((message) => redactText(message).slice(0, 500)),
  };
}

function isOn(setting: unknown): boolean {
  return String(setting).toLowerCase() === 'true';
}
