import { badRequest } from '../../refusals/compute-refusals.js';
import type { ServiceModes } from '../../service/modes/modes.js';

const NAME_RULES: Readonly<
  Record<ServiceModes['names'], { readonly pattern: RegExp; readonly words: string }>
> = {
  lenient: { pattern: /^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])$/i, words: '2 to 32 characters' },
  documented: {
    pattern: /^[a-z](?![a-z0-9-]*-\d+$)[a-z0-9-]{2,23}$/i,
    words: '3 to 24 characters, not ending in a dash and a number',
  },
  short: { pattern: /^[a-z][a-z0-9-]{0,14}[a-z0-9]$/i, words: '2 to 16 characters' },
};

/** Three rules are written down and none is proven for Kubernetes, hence the mode. @throws ArmRefusal 400 */
export function checkComputeName(name: string, rule: ServiceModes['names']): void {
  const { pattern, words } = NAME_RULES[rule];
  if (pattern.test(name)) return;
  throw badRequest(
    `Compute name '${name}' is invalid: letters, digits and dashes, a letter first, ${words}.`,
    'computeName',
  );
}
