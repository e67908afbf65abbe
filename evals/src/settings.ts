import { anthropicModel } from './anthropic-model.ts';
import type { Model } from './model.ts';
import { openaiModel } from './openai-model.ts';

const APIS = {
  anthropic: { connect: anthropicModel, endpoint: 'https://api.anthropic.com' },
  openai: { connect: openaiModel, endpoint: 'https://api.openai.com/v1' },
} as const;

/** The variables that say which model plays. */
export const VARIABLES = {
  api: 'AZUREML_KUBERNETES_EVAL_API',
  model: 'AZUREML_KUBERNETES_EVAL_MODEL',
  key: 'AZUREML_KUBERNETES_EVAL_KEY',
  endpoint: 'AZUREML_KUBERNETES_EVAL_ENDPOINT',
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The model that the environment names.
 * @throws Error that names the variable and gives an example.
 */
export function modelFrom(environment: Environment, fetch: typeof globalThis.fetch): Model {
  const name = environment[VARIABLES.api] ?? 'anthropic';
  if (name !== 'anthropic' && name !== 'openai') {
    throw new Error(`${VARIABLES.api} must be anthropic or openai, such as ${VARIABLES.api}=openai`);
  }
  const api = APIS[name];
  const key = needed(environment, VARIABLES.key, '<the key of your account>');
  const model = needed(environment, VARIABLES.model, '<the name of a model>');
  const endpoint = parseEndpoint(environment[VARIABLES.endpoint] ?? api.endpoint);
  return api.connect({ endpoint, model, key, fetch });
}

function needed(environment: Environment, variable: string, example: string): string {
  const value = environment[variable];
  if (value === undefined || value === '') {
    throw new Error(`${variable} is not set; nothing was played. Example: ${variable}=${example}`);
  }
  return value;
}

function parseEndpoint(text: string): string {
  const isEndpoint =
    /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]?)/.test(text) && URL.canParse(text);
  if (isEndpoint) return text.replace(/\/$/, '');
  throw new Error(
    `${VARIABLES.endpoint} must be an https URL, or http on this machine: https://api.openai.com/v1`,
  );
}
