import { parseComputeName } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { inputParams } from '../catalogue/input-params.js';
import { outputFields } from '../catalogue/output-fields.js';
import { READ_ONLY_HINTS } from '../catalogue/tool-hints.js';
import { presentDiagnosis, VERDICTS } from '../present/present-diagnosis.js';

/** Ranks why a compute fails. */
export const computeDiagnose = defineTool({
  name: 'compute_diagnose',
  title: 'Explain a failed attach',
  description:
    'Tells why an attach failed or hangs: causes and fixes, most certain first, and what can make jobs fail. Changes nothing.',
  hints: READ_ONLY_HINTS,
  input: { name: inputParams.name },
  output: {
    name: outputFields.name,
    state: outputFields.state,
    verdict: z.enum(VERDICTS).optional(),
    causes: z.array(z.looseObject({ id: z.string(), confidence: z.string(), fix: z.string() })).optional(),
    job_risks: z.array(z.looseObject({})).optional(),
    collect: z.array(z.string()).optional(),
    next_step: outputFields.next_step,
    untrusted: outputFields.untrusted,
  },
  async run({ name }, { client, signal }) {
    return presentDiagnosis(await client.diagnose(parseComputeName(name), { signal }));
  },
});
