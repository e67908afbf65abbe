import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';

/** A balancer as simple as can be: each request goes to the next backend, and on to another when that one is down. */
export async function startRoundRobin(urls: readonly string[]) {
  const backends = [...urls];
  const served: string[] = [];
  let next = 0;

  function forward(from: IncomingMessage, to: ServerResponse, body: Buffer, tries = backends.length): void {
    const backend = backends[next % backends.length] ?? '';
    next += 1;
    const { method, headers, url } = from;
    const upstream = httpRequest(
      new URL(url ?? '/', backend),
      { method, headers, agent: false },
      (answer) => {
        served.push(backend);
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
        answer.on('error', () => to.destroy());
      },
    );
    upstream.on('error', (error) => {
      const refused = 'code' in error && error.code === 'ECONNREFUSED';
      if (refused && tries > 1) forward(from, to, body, tries - 1);
      else to.destroy();
    });
    upstream.end(body);
  }

  const server = createServer((from, to) => {
    const chunks: Buffer[] = [];
    from.on('data', (chunk: Buffer) => chunks.push(chunk));
    from.on('end', () => forward(from, to, Buffer.concat(chunks)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    /** Which backend answered each request. */
    served,
    replace: (old: string, fresh: string) => backends.splice(backends.indexOf(old), 1, fresh),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
