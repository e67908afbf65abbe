import { expect, it } from 'vitest';
import type { Goal, Run } from '../harness/outcome.js';
import { renderPage } from './render-page.js';

const goal: Goal = { text: 'Speed', sense: 'at least', limit: 0.9, measured: 0.45, digits: 2 };

const run: Run = {
  startedAt: '2026-01-02T03:04:05.000Z',
  quick: false,
  machine: {
    cpu: 'CPU',
    cores: 2,
    memoryGb: 4,
    system: 'linux 6',
    node: '24.0.0',
    load: 0.25,
    versions: { zod: '4.0.0' },
  },
  suites: [
    {
      suite: 'one',
      title: 'Suite one',
      about: 'How it is measured.',
      columns: [{ label: 'ms', digits: 1 }],
      rows: [
        { label: 'ours', cells: [1234.56] },
        { label: 'theirs', cells: [null] },
      ],
      goals: [goal, { ...goal, measured: 0.9 }, { ...goal, measured: null, limit: 3 }],
      remarks: ['No peer came.'],
    },
  ],
};

it('tells the machine, the goals, and each suite with what is known about it', () => {
  const page = renderPage(run, { one: 'Waiting dominates.\n' });
  expect(page).toContain(
    'Run of 2026-01-02 on CPU, 2 cores, 4 GB, linux 6, Node 24.0.0; load as it began: 0.3.',
  );
  expect(page).toContain('With zod 4.0.0.');
  expect(page).toContain('| Speed | at least 0.9 | 0.45 | missed by 50 % |');
  expect(page).toContain('| Speed | at least 0.9 | 0.90 | met |');
  expect(page).toContain('| Speed | at least 3 | – | not measured |');
  const suite =
    '## Suite one\n\nHow it is measured.\n\n|  | ms |\n| --- | ---: |\n| ours | 1,234.6 |\n| theirs | – |';
  expect(page).toContain(`${suite}\n\nNo peer came.\n\nWaiting dominates.\n`);
  expect(page).not.toContain('quick run');
});

it('says of a quick run that it is one', () => {
  expect(renderPage({ ...run, quick: true }, {})).toContain('A quick run');
});
