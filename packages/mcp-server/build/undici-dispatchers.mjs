/**
 * The part of undici that sends requests. The rest of it, such as fetch and WebSocket, would double the time that the
 * first request takes to load it.
 */
import connect from 'undici/lib/api/api-connect.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';

// Undici's own index gives this method to every dispatcher; a proxy's tunnel is opened with it.
Dispatcher.prototype.connect = connect;

export { default as Agent } from 'undici/lib/dispatcher/agent.js';
export { default as EnvHttpProxyAgent } from 'undici/lib/dispatcher/env-http-proxy-agent.js';
