import type { PreparationOutcome, PreparationPlan, PreparationStep } from '@azureml-kubernetes/core';
import { cleanText } from './clean-text.js';
import { afterRefusal } from './next-steps.js';
import { type PlanToken, presentPlanToken } from './plan-token.js';
import { toolWord } from './tool-word.js';

/** A command can be longer than a sentence: an install has some fifteen settings. */
const MAX_COMMAND = 4_000;

type Offers = (tool: string) => boolean;

/** What a cluster lacks, where nothing may be changed. */
export function presentPreparationPlan(plan: PreparationPlan, offers: Offers) {
  const isReady = plan.steps.every(({ state }) => state === 'done' || state === 'unknown');
  return {
    outcome: 'plan' as const,
    ...presentPlan(plan),
    next_step: isReady
      ? attachNext(offers)
      : 'Nothing was changed, and this server may only plan. Show each step that is not done with its command, for a person to run.',
  };
}

/** A plan that a person has to agree to, with the token that a second call needs. */
export function presentPreparationConfirmation(plan: PreparationPlan, token: PlanToken) {
  return {
    outcome: 'confirmation_required' as const,
    ...presentPlan(plan),
    ...presentPlanToken(token),
    next_step:
      'Show the changes of each step with state needed, and the warnings, to the user. Only if they agree, call cluster_prepare again with the same arguments and this confirm_token.',
  };
}

/** A preparation that a person did not confirm. */
export function presentPreparationRefused(plan: PreparationPlan, reason: string) {
  return {
    outcome: 'refused' as const,
    ...presentPlan(plan),
    next_step: afterRefusal(reason),
  };
}

interface Presenting {
  readonly offers: Offers;
  /** For the agreed changes that are left; null where there are none, or no token is needed. */
  readonly agreed: PlanToken | null;
}

/** What a preparation came to. */
export function presentPreparation({ kind, plan }: PreparationOutcome, { offers, agreed }: Presenting) {
  const shown = presentPlan(plan);
  return {
    outcome: toolWord(kind),
    ...shown,
    ...(kind === 'under-way' && agreed !== null ? presentPlanToken(agreed) : {}),
    next_step: nextStepOf(kind, plan, { offers, agreed }),
  };
}

function nextStepOf(
  kind: PreparationOutcome['kind'],
  { steps }: PreparationPlan,
  { offers, agreed }: Presenting,
): string {
  switch (kind) {
    case 'prepared':
      return attachNext(offers);
    case 'under-way':
      return `Call cluster_prepare again with the same arguments${agreed === null ? '' : ' and this confirm_token'}: ${whenToGoOn(steps)}`;
    case 'blocked':
      return isOnlyByHand(steps)
        ? `Show by_hand to the user, who has to run it. Everything else is in place: ${attachNext(offers)}`
        : 'Do what fix says for each step that is blocked or by_hand, then call cluster_prepare again.';
    case 'failed':
      return 'Show the failure and its fix. Once the cause is removed, call cluster_prepare with steps ["extension"], which writes a failed extension again.';
  }
}

/** A step that is under way and has a fix waits for a time that Azure asks for. */
function whenToGoOn(steps: readonly PreparationStep[]): string {
  const waiting = steps.find(({ state, fix }) => state === 'under-way' && fix !== null);
  return waiting === undefined
    ? `Azure is at work, which takes about ${minutesOf(steps)} minutes.`
    : `${waiting.summary}. ${waiting.fix}.`;
}

function attachNext(offers: Offers): string {
  return offers('compute_attach')
    ? 'The cluster can be attached: call compute_attach with this resource_id.'
    : 'The cluster can be attached.';
}

function minutesOf(steps: readonly PreparationStep[]): number {
  return Math.max(1, ...steps.filter(({ state }) => state !== 'done').map(({ minutes }) => minutes));
}

function isOnlyByHand(steps: readonly PreparationStep[]): boolean {
  return steps.every(({ state }) => state === 'done' || state === 'by-hand' || state === 'unknown');
}

function presentPlan({ resourceId, steps, warnings }: PreparationPlan) {
  const untrusted = steps.flatMap(({ id, untrusted: words }) =>
    words === null ? [] : [[toolWord(id), cleanText(words)]],
  );
  const byHand = steps.flatMap(({ state, command }) =>
    state === 'by-hand' && command !== null ? [cleanLines(command)] : [],
  );
  const all = [...warnings, ...steps.flatMap((step) => step.warnings)].map((warning) => cleanText(warning));
  return {
    resource_id: String(resourceId),
    steps: steps.map(presentStep),
    ...(byHand.length === 0 ? {} : { by_hand: byHand }),
    ...(all.length === 0 ? {} : { warnings: all }),
    ...(untrusted.length === 0 ? {} : { untrusted: { steps: Object.fromEntries(untrusted) } }),
  };
}

/** A step that is done has nothing more to say. */
function presentStep(step: PreparationStep) {
  const { id, state, summary, changes, heals, needs, command, undo, minutes, fix, failure } = step;
  const told = { id: toolWord(id), state: toolWord(state), summary: cleanText(summary) };
  if (state === 'done') return told;
  return {
    ...told,
    ...(changes.length === 0 ? {} : { changes: changes.map(presentChange) }),
    ...(failure === null
      ? {}
      : {
          failure: { cause: failure.cause, summary: cleanText(failure.summary), fix: cleanText(failure.fix) },
        }),
    ...(fix === null ? {} : { fix: cleanText(fix) }),
    ...(command === null ? {} : { command: cleanLines(command) }),
    ...(undo === null ? {} : { undo: cleanLines(undo) }),
    ...(heals.length === 0 ? {} : { heals: heals.map(String) }),
    ...(state === 'blocked' ? { needs: needs.map(({ action, scope }) => `${action} on ${scope}`) } : {}),
    minutes,
  };
}

function presentChange({ summary, danger }: PreparationStep['changes'][number]): string {
  return cleanText(danger === null ? summary : `${summary}; ${danger}`);
}

/** Lines for a shell keep their breaks. */
function cleanLines(text: string): string {
  return text
    .split('\n')
    .map((line) => cleanText(line, MAX_COMMAND))
    .join('\n');
}
