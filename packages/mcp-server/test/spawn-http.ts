import { type SpawnedServer, type SpawnOptions, spawnServer } from './spawn-server.js';

export interface SpawnedHttp extends SpawnedServer {
  readonly url: string;
}

/** Runs the built program over HTTP at a free port; resolves once it tells its URL. */
export async function spawnHttp(args: readonly string[], options: SpawnOptions = {}): Promise<SpawnedHttp> {
  const server = spawnServer(['--http', '--port', '0', ...args], options);
  const told = new Promise<string>((resolve, reject) => {
    server.child.stderr?.on('data', () => {
      const url = /^\{"url":"([^"]+)"\}$/m.exec(server.stderr())?.[1];
      if (url !== undefined) resolve(url);
    });
    void server.exited().then(() => reject(new Error(server.stderr())));
  });
  return { ...server, url: await told };
}
