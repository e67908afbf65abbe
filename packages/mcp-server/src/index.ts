export type { Tool } from './catalogue/define-tool.js';
export type { ToolSelection } from './catalogue/select-tools.js';
export type { ToolHints } from './catalogue/tool-hints.js';
export type { ConfirmMode } from './confirm/confirm-mode.js';
export { createEmbeddedServer, type EmbeddedServerOptions } from './create-embedded-server.js';
export type { McpServer } from './eras/legacy/create-mcp-server.js';
export type { Log, LogFacts, LogLevel } from './observability/log.js';
export { allTools, selectTools } from './tools/registry.js';
