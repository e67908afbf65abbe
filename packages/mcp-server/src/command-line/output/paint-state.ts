import { styleText } from 'node:util';
import type { Paint } from './render-table.js';

const COLORS = {
  green: ['succeeded', 'attached', 'running', 'connected', 'pass', 'reached', 'detached', 'prepared', 'done'],
  red: ['failed', 'fail', 'canceled', 'conflict', 'blocked'],
  yellow: [
    'creating',
    'updating',
    'deleting',
    'warn',
    'unknown',
    'started',
    'timed_out',
    'under_way',
    'needed',
  ],
} as const;

const STATE_COLUMNS = ['state', 'status', 'outcome', 'power_state', 'action'];

/** Colours words of state. The words stay: colour alone says nothing. */
export const paintState: Paint = (column, text) => {
  if (!STATE_COLUMNS.includes(column)) return text;
  const word = text.toLowerCase();
  for (const color of ['green', 'red', 'yellow'] as const)
    if (COLORS[color].some((known) => known === word))
      return styleText(color, text, { validateStream: false });
  return text;
};
