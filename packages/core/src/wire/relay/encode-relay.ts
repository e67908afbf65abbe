/** The body of a new Relay namespace. */
export function encodeRelayNamespace(location: string): unknown {
  return { location, tags: { created_by: 'Azure Arc-enabled ML' } };
}

/** The body of a new hybrid connection. */
export function encodeHybridConnection(): unknown {
  return { properties: { requiresClientAuthorization: true } };
}

/** The body of the rule whose keys the extension uses. */
export function encodeAuthorizationRule(): unknown {
  return { properties: { rights: ['Manage', 'Send', 'Listen'] } };
}
