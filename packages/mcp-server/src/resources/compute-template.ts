import { computeUriTemplate, type UriForm } from './compute-uri.js';

/** Computes are given as JSON. */
export const COMPUTE_MIME_TYPE = 'application/json';

/** The one template of resources: computes of workspaces that are not listed are read by it, too. */
export function computeTemplate(form: UriForm) {
  return {
    uriTemplate: computeUriTemplate(form),
    name: 'compute',
    title: 'Kubernetes compute',
    description: 'Status of one compute, as compute_get_status gives it; can be subscribed to',
    mimeType: COMPUTE_MIME_TYPE,
  };
}
