import { STEP_IDS } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { defineTool, type Tool } from '../catalogue/define-tool.js';
import { inputParams } from '../catalogue/input-params.js';
import { outputFields } from '../catalogue/output-fields.js';
import { READ_ONLY_HINTS } from '../catalogue/tool-hints.js';
import { boundedSeconds } from '../catalogue/wait-seconds.js';
import {
  presentPreparation,
  presentPreparationConfirmation,
  presentPreparationPlan,
  presentPreparationRefused,
} from '../present/present-preparation.js';
import { carryOut, leftOf, planCluster } from './prepare-cluster.js';
import { stepsParam, targetParams } from './prepare-params.js';
import { readPrepareTarget } from './read-prepare-target.js';
import { readWords } from './read-words.js';

const TITLE = 'Prepare a cluster';

const fields = {
  resource_id: outputFields.resource_id,
  steps: z.array(z.looseObject({})).optional(),
  by_hand: z.array(z.string()).optional(),
  warnings: z.array(z.string()).optional(),
  next_step: outputFields.next_step,
  untrusted: outputFields.untrusted,
};

/** Tells what a cluster lacks: the form of the tool where nothing may be changed. */
const clusterPlan = defineTool({
  name: 'cluster_prepare',
  title: TITLE,
  description:
    'Tells what an AKS or Azure Arc cluster lacks for Azure ML, how to do each step by hand, and how to undo it. Changes nothing: this server may only plan.',
  hints: READ_ONLY_HINTS,
  input: targetParams,
  output: { outcome: z.enum(['plan']).optional(), ...fields },
  async run(asked, context) {
    const { offers, preparing } = context;
    const target = readPrepareTarget(asked, preparing);
    const reading = { ...context, preparing: { ...preparing, inCluster: 'off' as const } };
    const { plan } = await planCluster(reading, { target, steps: undefined });
    return presentPreparationPlan(plan, offers);
  },
});

/** Prepares a cluster, once its changes are confirmed. */
export const clusterPrepare: Tool = {
  ...defineTool({
    name: 'cluster_prepare',
    title: TITLE,
    description:
      'Prepares an AKS or Azure Arc cluster for Azure ML: extension, Relay, access, roles, namespace, instance types. A person has to confirm: the client asks, or the first call returns the plan and a confirm_token for a call after a yes. While under_way, call again to go on.',
    hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    input: {
      ...targetParams,
      steps: stepsParam.optional(),
      max_wait_seconds: inputParams.maxWaitSeconds,
      confirm_token: inputParams.confirmToken,
    },
    output: {
      outcome: z
        .enum(['confirmation_required', 'prepared', 'under_way', 'blocked', 'failed', 'refused'])
        .optional(),
      ...fields,
      confirm_token: z.string().optional(),
      expires_at: z.string().optional(),
    },
    async run({ steps: words, max_wait_seconds, confirm_token: token, ...asked }, context) {
      const { preparing, offers, signal } = context;
      const target = readPrepareTarget(asked, preparing);
      const wanted = { target, steps: readWords(STEP_IDS, words) };
      const preparation = await planCluster(context, wanted);
      const answer = await preparing.confirm({ preparation, token, signal });
      if (answer.kind === 'refused') return presentPreparationRefused(preparation.plan, answer.reason);
      if (answer.kind === 'unavailable') return presentPreparationConfirmation(preparation.plan, answer);
      const seconds = boundedSeconds(max_wait_seconds, context);
      const outcome = await carryOut(context, { ...wanted, preparation, seconds });
      const rest = leftOf(preparation, outcome);
      return presentPreparation(outcome, { offers, agreed: preparing.continueAgreed(rest) });
    },
  }),
  readOnlyForm: clusterPlan,
};
