import * as z from 'zod';

const extensionType = z.looseObject({
  properties: z.looseObject({ supportedClusterTypes: z.array(z.string()).nullish().catch(null) }),
});

/** The kinds of cluster that an extension type is offered for, in lower case; null when the JSON is something else. */
export function decodeSupportedClusterTypes(value: unknown): readonly string[] | null {
  const parsed = extensionType.safeParse(value).data;
  if (parsed === undefined) return null;
  return (parsed.properties.supportedClusterTypes ?? []).map((kind) => kind.toLowerCase());
}

const version = z.looseObject({ properties: z.looseObject({ version: z.string() }) });

/** One published version, or null when the JSON is something else. */
export function decodeExtensionVersion(value: unknown): string | null {
  return version.safeParse(value).data?.properties.version ?? null;
}
