import * as z from 'zod';
import { isRecord } from '../../domain/json.js';
import type { ListedExtension } from '../../domain/preparing/installed-extension.js';
import { decodeExtension } from './decode-extension.js';

const listed = z.looseObject({
  name: z.string(),
  properties: z.looseObject({
    extensionType: z.string(),
    configurationSettings: z.unknown().optional(),
    configurationProtectedSettings: z.unknown().optional(),
  }),
});

/** One extension of a cluster, or null when the JSON is something else. */
export function decodeListedExtension(value: unknown): ListedExtension | null {
  const parsed = listed.safeParse(value).data;
  if (parsed === undefined) return null;
  const { extensionType, configurationSettings, configurationProtectedSettings } = parsed.properties;
  const extension = decodeExtension(value);
  const settings = textsOf(configurationSettings);
  const protectedKeys = isRecord(configurationProtectedSettings)
    ? Object.keys(configurationProtectedSettings)
    : [];
  return {
    name: parsed.name,
    extensionType: extensionType.toLowerCase(),
    installed: extension === null ? null : { ...extension, settings, protectedKeys },
  };
}

/** Azure takes text alone; whatever else stands there is shown as text. */
function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, setting]) => [key, String(setting)]));
}
