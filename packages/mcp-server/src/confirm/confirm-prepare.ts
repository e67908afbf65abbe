import type { ConfirmPreparation, PlannedChange, Preparation } from '../catalogue/preparing.js';
import { digestOf } from './agreement.js';
import type { Consent } from './ask.js';
import type { Confirm } from './create-confirm.js';

/** More changes than a person reads one by one. */
const MAX_LINES = 30;

/** Asks whether the changes of a preparation may be made; where there are none, nothing is asked. */
export function confirmPrepare(confirm: Confirm): ConfirmPreparation {
  return async ({ preparation, token, signal }) => {
    if (preparation.changes.length === 0) return { kind: 'confirmed', how: 'off' };
    return confirm({ consent: consentToPrepare(preparation), token, signal });
  };
}

/** Bound to cluster, workspace and target; the changes are a list of their own, so that a part of them is covered. */
export function consentToPrepare({ plan, target, changes }: Preparation): Consent {
  const place = [plan.resourceId.toLowerCase(), plan.workspaceId.toLowerCase()];
  return {
    action: 'prepare',
    subject: digestOf([...place, target]),
    changes: changes.map(({ id }) => id),
    title: 'the preparation of the cluster',
    question: questionFor({ plan, target, changes }),
  };
}

/** Words of the library and checked values only: names and ids of a fixed form. */
function questionFor({ plan, changes }: Preparation): string {
  const cluster = plan.resourceId.split('/').at(-1) ?? '';
  const [, , , , group = '', , , , workspace = ''] = plan.workspaceId.split('/');
  const lines = linesOf(changes);
  const shown = lines.slice(0, MAX_LINES);
  const rest = lines.length > shown.length ? [`and ${lines.length - shown.length} more`] : [];
  const warnings = plan.steps.filter(({ state }) => state === 'needed').flatMap((step) => step.warnings);
  return [
    `Prepare cluster "${cluster}" for workspace "${workspace}" (resource group "${group}")?`,
    ...[...shown, ...rest].map((line) => `- ${line}`),
    ...warnings,
  ].join('\n');
}

/** Roles come first. The settings that an install computes are counted; everything else has a line. */
function linesOf(changes: readonly PlannedChange[]): readonly string[] {
  const isInstall = changes.some(({ id }) => id === 'extension/install');
  const isDetail = ({ id }: PlannedChange): boolean => isInstall && /^extension\/(?:set|protect)\//.test(id);
  const details = changes.filter(isDetail);
  const others = changes.filter((change) => !isDetail(change));
  const roles = others.filter(({ step }) => step === 'roles');
  const lines = [...roles, ...others.filter(({ step }) => step !== 'roles')].map(({ summary, danger }) =>
    danger === null ? summary : `${summary}; ${danger}`,
  );
  return details.length === 0 ? lines : [...lines, `set ${details.length} settings of the extension`];
}
