import type { NamespaceEvidence } from '../../domain/preparing/cluster-evidence.js';
import { decodeRows } from './decode-rows.js';

/** The namespaces in an output of name and phase. */
export function decodeNamespaces(output: string): readonly NamespaceEvidence[] {
  return decodeRows(output, 2).map(([name = '', phase = '']) => ({ name, phase }));
}
