import {
  ForbiddenError,
  InvalidInputError,
  isDocumentedSetting,
  type PrepareTargetInput,
  parseClusterId,
} from '@azureml-kubernetes/core';
import type * as z from 'zod';
import { byName, type NamedText } from '../catalogue/named-values.js';
import type { Preparing } from '../catalogue/preparing.js';
import type { targetParams } from './prepare-params.js';

/** What a preparation is asked for, in the words of the parameters. */
export type AskedTarget = z.output<z.ZodObject<typeof targetParams>>;

const ROUTER = 'inferenceRouterServiceType';
/** Names, paths, hosts and switches: no room for a sentence, because values are shown to the person who confirms. */
const VALUE = /^[\w.:/@+-]{1,253}$/;

/**
 * Reads a target. Only settings that Azure documents for users may come from a model; protected ones never.
 *
 * @throws InvalidInputError naming the parameter; ForbiddenError for a cluster or a workspace that the server does not
 * work on like this.
 */
export function readPrepareTarget(
  asked: AskedTarget,
  { requireCluster, isTrustedWorkspace }: Pick<Preparing, 'requireCluster' | 'isTrustedWorkspace'>,
): PrepareTargetInput {
  const resourceId = parseClusterId(asked.resource_id, 'resource_id');
  requireCluster(resourceId);
  if (asked.grant_roles === true && !isTrustedWorkspace) throw rolesRefused();
  const { [ROUTER]: router, ...settings } = readSettings(asked.extension_settings ?? []);
  return {
    resourceId,
    namespace: asked.namespace,
    createNamespace: asked.create_namespace,
    grantRoles: asked.grant_roles,
    trustedAccess: isTrustedWorkspace ? 'when-needed' : 'never',
    extension: {
      training: asked.training,
      inference: asked.inference,
      settings,
      ...(router === undefined ? {} : { router: readRouter(router) }),
    },
    instanceTypes: asked.instance_types && readInstanceTypes(asked.instance_types),
  };
}

function readSettings(pairs: readonly NamedText[]): Readonly<Record<string, string>> {
  return byName(pairs, 'extension_settings', ({ name, value }) => {
    if (name !== ROUTER && !isDocumentedSetting(name))
      throw new InvalidInputError({
        field: 'extension_settings',
        rule: 'takes only settings that Azure documents for users and that are not protected',
        example: '[{"name": "installVolcano", "value": "False"}]; training and inference are parameters',
      });
    if (VALUE.test(value)) return value;
    throw new InvalidInputError({
      field: 'extension_settings',
      rule: 'takes values of at most 253 letters, digits and . : / @ + - _',
      example: '[{"name": "sslCname", "value": "models.example.com"}]',
    });
  });
}

function readRouter(value: string): 'nodePort' | 'loadBalancer' | 'clusterIP' {
  const routers = ['nodePort', 'loadBalancer', 'clusterIP'] as const;
  const found = routers.find((router) => router.toLowerCase() === value.toLowerCase());
  if (found !== undefined) return found;
  throw new InvalidInputError({
    field: 'extension_settings',
    rule: `takes ${routers.join(', ')} for ${ROUTER}`,
    example: `[{"name": "${ROUTER}", "value": "loadBalancer"}]`,
  });
}

function readInstanceTypes(types: NonNullable<AskedTarget['instance_types']>) {
  return byName(types, 'instance_types', ({ node_selector, requests, limits: { gpus, ...limits } }) => ({
    ...(node_selector === undefined
      ? {}
      : { nodeSelector: byName(node_selector, 'instance_types', ({ value }) => value) }),
    resources: { requests, limits: { ...limits, ...(gpus === undefined ? {} : { 'nvidia.com/gpu': gpus }) } },
  }));
}

function rolesRefused(): ForbiddenError {
  return new ForbiddenError(
    'grant_roles is refused, because this server was not started for that workspace',
    {
      hint: 'Start the server with --workspace or --allow-workspace, or leave grant_roles out',
    },
  );
}
