import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isLoopback } from '@azureml-kubernetes/core';
import { HttpRefusal } from './exchange/http-refusal.js';

/** Under which names the server is reached, and by which pages. */
export interface OriginPolicyOptions {
  /** Where clients reach this server, when that is not the bound address. */
  readonly publicUrl: string | null;
  /** Host names that requests may be addressed to, beside this machine's own. */
  readonly allowedHosts: readonly string[];
  /** Origins of web pages that may call, and read the answers. */
  readonly allowedOrigins: readonly string[];
}

/** Which names this server goes by, and which web pages may call it. */
export interface OriginPolicy {
  /**
   * @throws HttpRefusal 403 for a request to another name, or from another web page (DNS rebinding); 400 for one with
   * two names, of which Node keeps the first and a proxy may have kept the other.
   */
  check(request: Pick<IncomingMessage, 'headers' | 'rawHeaders'>): void;
  /** What lets a page of an allowed origin read the answer; nothing for any other caller. */
  corsHeaders(headers: IncomingHttpHeaders): Readonly<Record<string, string>>;
}

/** Makes the check of `Host` and `Origin`. */
export function createOriginPolicy({
  publicUrl,
  allowedHosts,
  allowedOrigins,
}: OriginPolicyOptions): OriginPolicy {
  const home = publicUrl === null ? null : new URL(publicUrl);
  const hosts = new Set([...allowedHosts, ...(home === null ? [] : [home.hostname])].map(lowerCase));
  const readers = new Set(allowedOrigins.map(lowerCase));
  const isHost = (name: string): boolean => isLoopback(name) || hosts.has(name);
  const isCaller = (origin: string): boolean => {
    if (readers.has(origin) || origin === home?.origin) return true;
    return isPlainOrigin(origin) && isLoopback(new URL(origin).hostname);
  };
  return {
    check: ({ headers: { host, origin }, rawHeaders }) => {
      if (countOf('host', rawHeaders) > 1) throw new HttpRefusal(400, 'There is more than one Host');
      if (!isHost(hostNameOf(host))) throw new HttpRefusal(403, 'Host is not a name of this server');
      if (origin !== undefined && !isCaller(lowerCase(origin)))
        throw new HttpRefusal(403, 'Origin is not one that may call this server');
    },
    corsHeaders: ({ origin }) =>
      origin === undefined || !readers.has(lowerCase(origin))
        ? {}
        : { ...SHARED, 'access-control-allow-origin': origin },
  };
}

/** As browsers write it: a number for an address, or a scheme without a host, stands for something else. */
function isPlainOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, origin } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && origin === text;
}

const SHARED = {
  'access-control-expose-headers': 'mcp-session-id, www-authenticate, retry-after',
  vary: 'origin',
};

/** What a page of an allowed origin may send. */
export const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, DELETE',
  'access-control-allow-headers':
    'accept, authorization, content-type, last-event-id, mcp-method, mcp-name, mcp-protocol-version, mcp-session-id',
  'access-control-max-age': '600',
};

/** Names stand at even places, values after them. */
function countOf(name: string, rawHeaders: readonly string[]): number {
  return rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length;
}

/** Without the port, which a forward or a proxy may change; empty when there is none that can be read. */
function hostNameOf(host: string | undefined): string {
  return /^([\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase() ?? '';
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}
