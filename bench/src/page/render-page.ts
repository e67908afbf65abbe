import { judgeGoal } from '../harness/goal.js';
import { formatNumber, markdownTable } from '../harness/markdown-table.js';
import type { Goal, Machine, Run, SuiteOutcome } from '../harness/outcome.js';

/** What is known of each suite beside its numbers, as Markdown: what dominates, from a profile. */
export type Findings = Readonly<Record<string, string>>;

/** Makes docs/benchmarks.md: nothing in it is written by hand but the findings, which are kept beside the bench. */
export function renderPage(run: Run, findings: Findings): string {
  const parts = [
    '# Benchmarks',
    INTRODUCTION,
    describeRun(run),
    '## Goals',
    renderGoals(run.suites.flatMap(({ goals }) => goals)),
    ...run.suites.map((suite) => renderSuite(suite, findings[suite.suite])),
  ];
  return `${parts.join('\n\n')}\n`;
}

const INTRODUCTION = `Made by \`pnpm bench --peers --write\`; do not edit. Every ratio compares numbers of one run, in which the contenders took
turns; the numbers are medians. \`pnpm bench\` needs no network; \`--peers\` installs the peers into a folder that git ignores,
\`--quick\` only shows that it works, and single suites are run by their names: \`pnpm bench stdio core\`.`;

function describeRun({ startedAt, quick, machine }: Run): string {
  const { cpu, cores, memoryGb, system, node, load, versions } = machine satisfies Machine;
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const lines = [
    `Run of ${startedAt.slice(0, 10)} on ${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}; load as it began: ${formatNumber(load, 1)}.`,
    ...(quick ? ['**A quick run: the numbers say little.**'] : []),
    `With ${packages.join(', ')}.`,
  ];
  return lines.join('\n');
}

function renderGoals(goals: readonly Goal[]): string {
  const rows = goals.map((goal) => [
    goal.text,
    `${goal.sense} ${formatNumber(goal.limit, digitsOf(goal.limit))}`,
    formatNumber(goal.measured, goal.digits),
    describeVerdict(goal),
  ]);
  return markdownTable(['goal', 'asked', 'measured', ''], rows);
}

function digitsOf(limit: number): number {
  return String(limit).split('.')[1]?.length ?? 0;
}

function describeVerdict(goal: Goal): string {
  const verdict = judgeGoal(goal);
  switch (verdict.kind) {
    case 'met':
      return 'met';
    case 'unmeasured':
      return 'not measured';
    case 'missed':
      return verdict.by === Infinity ? 'missed' : `missed by ${formatNumber(verdict.by * 100, 0)} %`;
  }
}

function renderSuite({ title, about, columns, rows, remarks }: SuiteOutcome, findings = ''): string {
  const head = ['', ...columns.map(({ label }) => label)];
  const body = rows.map(({ label, cells }) => [
    label,
    ...columns.map(({ digits }, index) => formatNumber(cells[index] ?? null, digits)),
  ]);
  const table = markdownTable(head, body);
  return [`## ${title}`, about, table, ...remarks, findings.trim()]
    .filter((part) => part !== '')
    .join('\n\n');
}
