import { eraOf } from '../../eras/era-of.js';
import type { Endpoint } from './endpoint.js';

/** One endpoint for both eras of the protocol: each message goes to the leg that it belongs to. */
export function routeByEra(legacy: Endpoint, modern: Endpoint): Endpoint {
  return {
    methods: legacy.methods,
    handle: (exchange, caller) => {
      const version = exchange.request.headers['mcp-protocol-version'];
      const era = eraOf(exchange.body, typeof version === 'string' ? version : undefined);
      return (era === 'modern' ? modern : legacy).handle(exchange, caller);
    },
    drain: async () => {
      await Promise.all([legacy.drain(), modern.drain()]);
    },
    close: async () => {
      await Promise.all([legacy.close(), modern.close()]);
    },
  };
}
