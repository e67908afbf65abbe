import type { Server } from 'node:http';
import type { Stage } from './stage.ts';

/** Has a server listen at a free port of this machine until the attack is over; resolves with `127.0.0.1:port`. */
export async function listen(stage: Stage, server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stage.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}
