import { type Diagnosis, parseComputeName } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { cleanText } from '../present/clean-text.js';
import { presentCompute } from '../present/present-compute.js';
import { defineTool, READS } from './define-tool.js';
import { fields, params } from './params.js';

const NEXT_STEPS: Readonly<Record<Diagnosis['verdict'], string>> = {
  healthy: 'Nothing is wrong that can be seen from here.',
  explained:
    'Do what fix says, the first cause first, then call compute_attach with replace, or detach and attach.',
  'under-way': 'It is still on its way and nothing is wrong around it: call compute_wait.',
  unknown: 'No known cause fits: give what collect lists to Azure support.',
};

export const computeDiagnose = defineTool({
  name: 'compute_diagnose',
  title: 'Explain a failed attach',
  description:
    'Tells why an attach failed or hangs: causes with confidence and fix, most certain first. Reads compute, cluster, extension and roles; changes nothing.',
  hints: READS,
  input: { name: params.name },
  output: {
    name: fields.name,
    state: fields.state,
    verdict: z.enum(['healthy', 'explained', 'under-way', 'unknown']).optional(),
    causes: z.array(z.looseObject({ id: z.string(), confidence: z.string(), fix: z.string() })).optional(),
    collect: z.array(z.string()).optional(),
    next_step: fields.next_step,
    untrusted: fields.untrusted,
  },
  async run(asked, { client, signal }) {
    const diagnosis = await client.diagnose(parseComputeName(asked.name), { signal });
    const { name, state, untrusted } = presentCompute(diagnosis.compute);
    const { verdict, causes, collect } = diagnosis;
    const seen = causes.map(({ id, evidence }) => [id, cleanText(evidence)]);
    return {
      name,
      state,
      verdict,
      causes: causes.map(({ id, confidence, fix, source }) => ({ id, confidence, fix, source })),
      ...(collect.length === 0 ? {} : { collect: [...collect] }),
      next_step: NEXT_STEPS[verdict],
      ...(causes.length === 0 && untrusted === undefined
        ? {}
        : {
            untrusted: { ...untrusted, ...(seen.length === 0 ? {} : { evidence: Object.fromEntries(seen) }) },
          }),
    };
  },
});
