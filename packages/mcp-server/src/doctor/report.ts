import { cleanText } from '../present/clean-text.js';
import { type Finding, renderFinding } from './finding.js';

/** How the report is written. */
export interface ReportFormat {
  /** One JSON document for programs instead of lines for people. */
  readonly json: boolean;
  /** Whether verdicts are coloured; JSON never is. */
  readonly color: boolean;
}

/** Writes findings as they come, or as one document at the end. */
export interface Report {
  add(finding: Finding): void;
  /** Writes the end; true when nothing failed. */
  end(): boolean;
}

/** Opens a report that goes to `write`. */
export function openReport(write: (text: string) => void, { json, color }: ReportFormat): Report {
  const findings: Finding[] = [];
  return {
    add: (finding) => {
      findings.push(finding);
      if (!json) write(renderFinding(finding, { color }));
    },
    end: () => {
      write(json ? renderJson(findings) : renderSummary(findings));
      return isHealthy(findings);
    },
  };
}

function isHealthy(findings: readonly Finding[]): boolean {
  return findings.every(({ verdict }) => verdict !== 'fail');
}

function renderSummary(findings: readonly Finding[]): string {
  const { ok, warn, fail } = countsOf(findings);
  const end = fail > 0 ? 'Mend what failed first.' : 'Nothing failed.';
  return `\n${findings.length} checks: ${ok} ok, ${warn} warn, ${fail} fail. ${end}\n`;
}

function renderJson(findings: readonly Finding[]): string {
  const document = {
    healthy: isHealthy(findings),
    counts: countsOf(findings),
    findings: findings.map(presentFinding),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function countsOf(findings: readonly Finding[]): Record<Finding['verdict'], number> {
  const count = (wanted: Finding['verdict']): number =>
    findings.filter(({ verdict }) => verdict === wanted).length;
  return { ok: count('ok'), warn: count('warn'), fail: count('fail') };
}

function presentFinding({ verdict, subject, text, advice, tried }: Finding) {
  return {
    verdict,
    subject,
    text: cleanText(text),
    ...(advice === undefined ? {} : { advice: cleanText(advice) }),
    ...(tried == null ? {} : { untrusted: tried }),
  };
}
