import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { CallToolResult, ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js';

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** What a tool uses of the client that calls it. */
export type FixtureClient = Pick<Extra, 'sendNotification' | 'sendRequest'> &
  Partial<Pick<Extra, '_meta' | 'closeSSEStream'>>;

/** A tool that the suite calls by its name. */
export interface FixtureTool {
  readonly description: string;
  /** As it is to be listed; by default an object without members. */
  readonly inputSchema?: { readonly type: 'object'; readonly [member: string]: unknown };
  run(
    args: Readonly<Record<string, unknown>>,
    extra: FixtureClient,
  ): CallToolResult['content'] | Promise<CallToolResult['content']>;
}

export type FixtureTools = Readonly<Record<string, FixtureTool>>;
