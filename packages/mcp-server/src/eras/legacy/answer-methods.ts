import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { Answer, Answers, ListParams } from '../../protocol/answers.js';
import { peerOf } from './peer-of.js';
import type { RequestInfo } from './request-info.js';
import type { RunningCalls } from './running-calls.js';
import { throwMcpError } from './throw-mcp-error.js';

/** Lets the SDK's server give the answers. The SDK has checked the shape of each request before. */
export function answerMethods(server: Server, answers: Answers, calls: RunningCalls): void {
  const give =
    <Params>(answer: Answer<Params>) =>
    async ({ params }: { readonly params: Params }, requestInfo: RequestInfo) => {
      const work = calls.run(requestInfo, (info) => answer(params, peerOf(server, info)));
      return { ...(await work.catch(throwMcpError)) };
    };
  const giveList = (answer: Answer<ListParams>) => {
    const handle = give(answer);
    return ({ params = {} }: { readonly params?: ListParams | undefined }, requestInfo: RequestInfo) =>
      handle({ params }, requestInfo);
  };
  server.setRequestHandler(ListToolsRequestSchema, giveList(answers['tools/list']));
  server.setRequestHandler(CallToolRequestSchema, give(answers['tools/call']));
  const listResources = answers['resources/list'];
  if (listResources) server.setRequestHandler(ListResourcesRequestSchema, giveList(listResources));
  const listTemplates = answers['resources/templates/list'];
  if (listTemplates) server.setRequestHandler(ListResourceTemplatesRequestSchema, giveList(listTemplates));
  const readResource = answers['resources/read'];
  if (readResource) server.setRequestHandler(ReadResourceRequestSchema, give(readResource));
  const listPrompts = answers['prompts/list'];
  if (listPrompts) server.setRequestHandler(ListPromptsRequestSchema, giveList(listPrompts));
  const getPrompt = answers['prompts/get'];
  if (getPrompt) server.setRequestHandler(GetPromptRequestSchema, give(getPrompt));
  const complete = answers['completion/complete'];
  if (complete) server.setRequestHandler(CompleteRequestSchema, give(complete));
}
