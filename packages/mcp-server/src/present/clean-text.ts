import { stripVTControlCharacters } from 'node:util';
import { redactText } from '@azureml-kubernetes/core';

/** Longest text of others that a result passes on. */
export const MAX_TEXT = 500;

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
  const safe = redactText(visible).trim();
  const shown = Array.from(safe);
  const whole = shown.length <= maxLength && bounded.length === text.length;
  return whole ? safe : `${shown.slice(0, maxLength - 1).join('')}…`;
}
