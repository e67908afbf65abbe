import { setTimeout as sleep } from 'node:timers/promises';
import type { FixtureTools } from './fixture-tool.js';
import { embedded, image, text, WAV } from './samples.js';

/** Tools that answer at once, or speak while they work. */
export const contentTools: FixtureTools = {
  test_simple_text: {
    description: 'Gives text',
    run: () => [text('This is a simple text response for testing.')],
  },
  test_image_content: { description: 'Gives a picture', run: () => [image] },
  test_audio_content: {
    description: 'Gives a sound',
    run: () => [{ type: 'audio', data: WAV, mimeType: 'audio/wav' }],
  },
  test_embedded_resource: {
    description: 'Gives a resource',
    run: () => [embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')],
  },
  test_multiple_content_types: {
    description: 'Gives text, a picture and a resource',
    run: () => [
      text('Multiple content types test:'),
      image,
      embedded('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
    ],
  },
  test_error_handling: {
    description: 'Fails',
    run: () => {
      throw new Error('This tool intentionally returns an error for testing');
    },
  },
  test_tool_with_logging: {
    description: 'Logs while it works',
    run: async (_args, { sendNotification }) => {
      for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
        await sendNotification({ method: 'notifications/message', params: { level: 'info', data } });
        await sleep(50);
      }
      return [text('Logged three times')];
    },
  },
  test_tool_with_progress: {
    description: 'Tells of its progress',
    run: async (_args, { _meta, sendNotification }) => {
      const progressToken = _meta?.progressToken;
      for (const progress of [0, 50, 100]) {
        const params = { progressToken: progressToken ?? 0, progress, total: 100 };
        if (progressToken !== undefined) await sendNotification({ method: 'notifications/progress', params });
        await sleep(50);
      }
      return [text('Done')];
    },
  },
  test_reconnection: {
    description: 'Lets its client hang up and come back',
    run: async (_args, { closeSSEStream }) => {
      closeSSEStream?.();
      await sleep(100);
      return [text('Still there')];
    },
  },
  json_schema_2020_12_tool: {
    description: 'Has a schema of the 2020-12 dialect',
    inputSchema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      $defs: {
        address: { type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } } },
      },
      properties: { name: { type: 'string' }, address: { $ref: '#/$defs/address' } },
      additionalProperties: false,
    },
    run: (args) => [text(JSON.stringify(args))],
  },
};
