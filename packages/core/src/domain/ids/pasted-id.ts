/** The portals of the public cloud and of the sovereign ones; a preview of a portal stands below it. */
const PORTAL = /^https:\/\/(?:[a-z0-9-]+\.)*(?:portal|ml)\.azure\.(?:com|us|cn)\/[^\s]*$/i;
const PREFIX = /^azureml:(?=\/)/i;

/**
 * The ARM ids that a pasted text may mean, the longest first: of a URL of a portal, which shows a page below the
 * resource, of an id with the prefix `azureml:` of YAML files, and of one with a slash at its end. Any other text
 * comes back as it is; nothing else is trimmed or decoded.
 */
export function idsInPasted(text: string): readonly string[] {
  if (!PORTAL.test(text)) return [text.replace(PREFIX, '').replace(/(?<=[^/])\/$/, '')];
  const path = /\/subscriptions\/[^?#&\s]+/i.exec(decoded(text))?.[0];
  return path === undefined ? [] : prefixesOf(path.split('/'));
}

/** A portal encodes the id where it stands within another part of the URL. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** From the whole path to the shortest that can be the id of a resource. */
function prefixesOf(segments: readonly string[]): string[] {
  const shortest = '/subscriptions/{s}/resourceGroups/{g}/providers/{p}/{t}/{n}'.split('/').length;
  const lengths = segments.map((_, index) => index + 1).filter((length) => length >= shortest);
  return lengths.reverse().map((length) => segments.slice(0, length).join('/'));
}
