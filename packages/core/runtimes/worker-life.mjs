// The life in a worker of workerd.
import { live } from './life.mjs';

const worker = {
  fetch: async (_request, { ORIGIN, IDS }) => Response.json(await live(ORIGIN, JSON.parse(IDS))),
};

// biome-ignore lint/style/noDefaultExport: a worker is the default export of its module
export { worker as default };
