// Preloaded into a process: what checks tokens takes a second to load, and the process is not busy meanwhile.
import { registerHooks } from 'node:module';

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.includes('authenticate-entra')) return loaded;
    return {
      ...loaded,
      source: `${Buffer.from(loaded.source)}\nawait new Promise((go) => setTimeout(go, 1_000));`,
    };
  },
});
