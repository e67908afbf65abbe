import { type Answer, answerJson } from '../../refusals/answer.js';
import type { ArmCall, ServiceContext } from '../../service/arm-call.js';
import { extensionBody } from './extension-body.js';
import { supportedVersions } from './extension-operation.js';
import { findClusterScope, findExtension } from './find-extension.js';

/** The extensions of a cluster, with a `nextLink` of null (recorded). */
export function listExtensions(call: ArmCall, service: ServiceContext): Answer {
  const { id } = findClusterScope(call, service);
  const views = service.world.extensionsOf(id, call.now);
  return answerJson(
    { value: views.map((view) => extensionBody(view, call, service)), nextLink: null },
    { indent: 0, headers: supportedVersions(call) },
  );
}

/** One extension of a cluster (recorded). */
export function getExtension(call: ArmCall, service: ServiceContext): Answer {
  return answerJson(extensionBody(findExtension(call, service), call, service), {
    indent: 0,
    headers: supportedVersions(call),
  });
}
