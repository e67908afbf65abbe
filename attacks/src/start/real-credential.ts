import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import type { Attack } from '../attack.ts';
import { WORKSPACE } from '../stage/azure.ts';
import { listen } from '../stage/listen.ts';
import { openStdio } from '../stage/stdio-session.ts';

/** An https address of this machine is named as Azure: the text says that only http means a test service. */
export const realCredential: Attack = {
  name: 'real-credential',
  promise: 'only http on this machine gets the token of a test service',
  pace: 'quick',
  async play(stage) {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    });
    const tokens: string[] = [];
    const server = createServer({ cert, key }, (request, response) => {
      tokens.push(request.headers.authorization ?? '');
      response.writeHead(404).end('{}');
    });
    const url = `https://${await listen(stage, server)}`;
    const folder = await stage.folder();
    await writeFile(join(folder, 'ca.pem'), cert);
    const session = await openStdio(stage, ['--arm-endpoint', url, '--workspace', WORKSPACE], {
      env: { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
    });
    const answer = JSON.stringify(await session.call('compute_list'));
    assert.match(answer, /"code":"credential"/);
    assert.deepEqual(tokens, []);
    return 'a credential is asked for, and nothing was sent';
  },
};
