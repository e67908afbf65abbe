import { InvalidInputError } from '@azureml-kubernetes/core';

/** Which compute a URI names. */
export interface ComputeAddress {
  /** `<subscription>/<resource-group>/<name>`; empty where the server is pinned to a workspace. */
  readonly workspace: string;
  readonly name: string;
}

/** Whether the server is pinned to one workspace, so that a name says it all. */
export interface UriForm {
  readonly pinned: boolean;
}

const START = 'azureml-kubernetes://computes/';
const VARIABLES = ['subscription', 'resource_group', 'workspace', 'name'] as const;

/** The variables of the template, in order. */
function uriVariables({ pinned }: UriForm): readonly string[] {
  return pinned ? VARIABLES.slice(-1) : VARIABLES;
}

/** The URI template (RFC 6570) of computes. */
export function computeUriTemplate(form: UriForm): string {
  return `${START}${uriVariables(form)
    .map((variable) => `{${variable}}`)
    .join('/')}`;
}

/** Writes the URI of a compute in the form of this server. */
export function writeComputeUri({ workspace, name }: ComputeAddress, { pinned }: UriForm): string {
  const segments = pinned ? [name] : [...workspace.split('/'), name];
  return `${START}${segments.map(encodeURIComponent).join('/')}`;
}

/** @throws InvalidInputError when it is not of the form that this server gives. */
export function parseComputeUri(uri: string, form: UriForm): ComputeAddress {
  const segments = uri.startsWith(START) ? decodeSegments(uri.slice(START.length)) : null;
  if (segments === null || segments.length !== uriVariables(form).length) throw notOurs(form);
  return { workspace: segments.slice(0, -1).join('/'), name: segments.at(-1) ?? '' };
}

/** Null unless each segment is there and stays one when it is decoded. */
function decodeSegments(path: string): readonly string[] | null {
  const segments = path.split('/').map(decodeSegment);
  return segments.every((segment) => /^[^/?#]+$/.test(segment)) ? segments : null;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}

function notOurs(form: UriForm): InvalidInputError {
  const example = '11111111-2222-3333-4444-555555555555/my-rg/my-workspace';
  return new InvalidInputError({
    field: 'uri',
    rule: `must have the form ${computeUriTemplate(form)}`,
    example: writeComputeUri({ workspace: example, name: 'gpu' }, form),
  });
}
