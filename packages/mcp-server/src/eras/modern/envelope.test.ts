import { describe, expect, it } from 'vitest';
import { readEnvelope } from './envelope.js';

const withCapabilities = (capabilities: unknown) => ({
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': capabilities,
});

describe('the envelope of a request', () => {
  it.each([
    [{}, false],
    [{ elicitation: {} }, true],
    [{ elicitation: { form: {} } }, true],
    [{ elicitation: { form: {}, url: {} } }, true],
    [{ elicitation: { url: {} } }, false],
    [{ elicitation: 'yes' }, false],
    [null, false],
  ])('with %j can show a form: %s', (capabilities, canAsk) => {
    expect(readEnvelope(withCapabilities(capabilities))).toEqual({ client: undefined, canAsk });
  });

  it('names the client where it says its name', () => {
    const client = { name: 'agent', version: '1' };
    const envelope = {
      ...withCapabilities({}),
      'io.modelcontextprotocol/clientInfo': { ...client, title: 'A' },
    };
    expect(readEnvelope(envelope)).toEqual({ client, canAsk: false });
    expect(readEnvelope(undefined)).toEqual({ client: undefined, canAsk: false });
  });
});
