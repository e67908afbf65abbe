import type { Route } from '../../service/route.js';
import { GROUP } from '../../service/scope-templates.js';
import {
  getHybridConnection,
  getRelay,
  getRelayRule,
  listRelayKeys,
  putHybridConnection,
  putRelay,
  putRelayRule,
} from './relay.js';

const TYPE = 'Microsoft.Relay/namespaces';
const RELAY = `${GROUP}/providers/${TYPE}/{relay}`;
const CONNECTION = `${RELAY}/hybridConnections/{connection}`;
const RULE = `${CONNECTION}/authorizationRules/{rule}`;

function read(name: Route['name'], template: string, handle: Route['handle']): Route {
  return {
    name,
    method: 'GET',
    template,
    type: TYPE,
    action: `${actionBase(template)}/read`,
    query: [],
    handle,
  };
}

function write(name: Route['name'], template: string, handle: Route['handle']): Route {
  return {
    name,
    method: 'PUT',
    template,
    type: TYPE,
    action: `${actionBase(template)}/write`,
    query: [],
    handle,
  };
}

/** The action goes by the path, without its names (documented). */
function actionBase(template: string): string {
  const [, path = ''] = template.split('/providers/');
  return path.replaceAll(/\/\{\w+\}/g, '');
}

/** What connects an Arc cluster: a Relay namespace, a hybrid connection in it, and a rule with keys. */
export const relayRoutes: readonly Route[] = [
  read('relay.get', RELAY, getRelay),
  write('relay.put', RELAY, putRelay),
  read('hybrid-connection.get', CONNECTION, getHybridConnection),
  write('hybrid-connection.put', CONNECTION, putHybridConnection),
  read('relay-rule.get', RULE, getRelayRule),
  write('relay-rule.put', RULE, putRelayRule),
  {
    name: 'relay-rule.list-keys',
    method: 'POST',
    template: `${RULE}/listKeys`,
    type: TYPE,
    action: `${actionBase(RULE)}/listKeys/action`,
    query: [],
    handle: listRelayKeys,
  },
];
