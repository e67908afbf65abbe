import { systemClock } from '@azureml-kubernetes/core';
import { loadAuthentication } from '../src/http/auth/load-authentication.js';
import { createService } from '../src/http/create-service.js';
import { listen } from '../src/http/listen.js';
import { httpDefaults } from '../test/http-defaults.js';
import { createFixtureServer } from './create-fixture-server.js';
import { createFixtureSession } from './create-fixture-session.js';

/** Serves the fixtures through the very HTTP side of the product; only the servers behind it are others. */
export async function serveFixtures() {
  const config = httpDefaults();
  const authentication = await loadAuthentication(config.auth);
  const { server, url } = await listen(config);
  const service = createService({
    config,
    authentication,
    boundUrl: url,
    open: createFixtureServer,
    openSession: createFixtureSession,
    writes: [],
    prepares: false,
    mayCall: () => true,
    renewToken: () => {},
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
