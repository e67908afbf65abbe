import { stripVTControlCharacters } from 'node:util';
import { redactText } from '@azureml-kubernetes/core';
import { hideHeldSecrets } from '../runtime/held-secrets.js';

/** Longest text of others that a result passes on. */
export const MAX_TEXT = 500;

/** Longest advice of our own: a few sentences with a few commands, in which names of others may stand. */
export const MAX_ADVICE = 2_000;

const BREAKS = /[\t\r\n\v\f\u0085\u2028\u2029]+/g;
/**
 * Control, format (zero-width, bidirectional, tag), surrogate and private-use characters, variation selectors,
 * and letters without ink: none of them shows, all of them can carry a hidden message.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Variation_Selector}]|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u2800|\u3164|\uffa0/gu;

/** Text that someone else wrote, made safe to show: visible characters on one line, without secrets, capped. */
export function cleanText(text: string, maxLength: number = MAX_TEXT): string {
  const bounded = text.slice(0, maxLength * 8);
  const visible = stripVTControlCharacters(bounded).replace(BREAKS, ' ').replace(INVISIBLE, '');
  const safe = redactText(hideHeldSecrets(visible)).trim();
  const shown = Array.from(safe);
  const whole = shown.length <= maxLength && bounded.length === text.length;
  return whole ? safe : `${shown.slice(0, maxLength - 1).join('')}…`;
}

/**
 * Text that someone else wrote, made safe to show like {@link cleanText}, but with both ends of one that is too long:
 * a failure says at its start what it is about, and at its end why. Where it is cut, the rest of the word goes, too,
 * because a secret that lost its beginning would no longer be recognised.
 */
export function cleanEvidence(text: string, maxLength: number = MAX_TEXT): string {
  const shown = Array.from(cleanText(text, Math.max(text.length, 1)));
  if (shown.length <= maxLength) return shown.join('');
  const start = shown.slice(0, Math.floor(maxLength / 4)).join('');
  const end = shown.slice(shown.length - (maxLength - Math.floor(maxLength / 4) - 3)).join('');
  return `${start.replace(/\S*$/, '')}… ${end.replace(/^\S*\s/, '')}`;
}
