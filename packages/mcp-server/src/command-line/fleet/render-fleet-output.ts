import type { FleetPlan } from '@azureml-kubernetes/core';
import type { OutputFormat } from '../output/output-format.js';
import { renderResult } from '../output/render-result.js';
import { nameOf } from './name-of.js';
import { renderPlan } from './render-plan.js';

/** Writes a plan in one of the formats: all of it as JSON or YAML, a line for each compute as TSV, and for eyes as a table. */
export async function renderFleetOutput(plan: FleetPlan, format: OutputFormat): Promise<string> {
  switch (format) {
    case 'table':
      return renderPlan(plan);
    case 'tsv':
      return renderResult(plan.changes.map(asRow), format);
    case 'json':
    case 'yaml':
    case 'none':
      // Errors become plain by `toJSON`, which writers of YAML do not call.
      return renderResult(JSON.parse(JSON.stringify(plan)), format);
  }
}

function asRow({ action, compute, workspaceId }: FleetPlan['changes'][number]) {
  return { workspace: nameOf(workspaceId), name: compute.name, action };
}
