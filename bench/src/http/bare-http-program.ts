// The SDK's own server over Streamable HTTP: sessions, and one tool that reads the compute with `fetch`.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createContender } from '../tools/contenders.js';

const [origin = ''] = process.argv.slice(2);
const sessions = new Map<string, StreamableHTTPServerTransport>();

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const session = sessions.get(String(request.headers['mcp-session-id']));
  if (session !== undefined) return session.handleRequest(request, response);
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => void sessions.set(id, transport),
  });
  await createContender('reading', origin).connect(transport);
  return transport.handleRequest(request, response);
}

const server = createServer((request, response) => {
  serve(request, response).catch((error: Error) => response.destroy(error));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/mcp` })}\n`);
});
