import { systemClock } from '@azureml-kubernetes/core';
import { createService } from '../src/http/create-service.js';
import { listen } from '../src/http/listen.js';
import { createFixtureServer } from './create-fixture-server.js';

/** Serves the fixtures through the very HTTP side of the product; only the servers behind it are others. */
export async function serveFixtures() {
  const config = {
    host: '127.0.0.1',
    port: 0,
    stateless: false,
    publicUrl: null,
    allowedHosts: [],
    allowedOrigins: [],
    sessionIdleMs: 60_000,
    maxSessions: 100,
    auth: null,
    onBehalfOf: null,
    requestsPerMinute: 0,
  };
  const { server, url } = await listen(config);
  const service = await createService({
    config,
    boundUrl: url,
    open: createFixtureServer,
    writes: [],
    stopping: new AbortController(),
    clock: systemClock,
    log: () => {},
  });
  server.on('request', service.listener);
  const close = async (): Promise<void> => {
    await service.stop(0);
    server.closeAllConnections();
    server.close();
  };
  return { url, close };
}
