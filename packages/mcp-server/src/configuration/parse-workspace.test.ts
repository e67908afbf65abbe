import { InvalidInputError } from '@azureml-kubernetes/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWorkspace } from './parse-workspace.js';

const SUB = '11111111-2222-3333-4444-555555555555';
const ID = `/subscriptions/${SUB}/resourceGroups/my-rg/providers/Microsoft.MachineLearningServices/workspaces/my-ws`;

describe('parseWorkspace', () => {
  it.each([
    `${SUB}/my-rg/my-ws`,
    `${SUB}/my-rg/my-ws/`,
    ID,
    `${ID}/`,
    ID.slice(1),
    `azureml:${ID}`,
    `azureml:${ID}/`,
    `azureml://subscriptions/${SUB}/resourcegroups/my-rg/workspaces/my-ws`,
    `azureml://subscriptions/${SUB}/resourcegroups/my-rg/providers/Microsoft.MachineLearningServices/workspaces/my-ws/computes/gpu`,
    `https://portal.azure.com/#@contoso.com/resource${ID}/overview`,
    `https://portal.azure.us/#view/Some_Blade/id/${encodeURIComponent(ID)}`,
    `https://ml.azure.com/compute/list?wsid=${ID}&tid=${SUB}`,
  ])('understands %s', (text) => {
    expect(parseWorkspace(text)).toEqual({ subscriptionId: SUB, resourceGroup: 'my-rg', name: 'my-ws' });
  });

  it.each([
    'my-ws',
    `${SUB}/my-rg`,
    `${SUB}/my-rg/my-ws/more`,
    `${SUB}/my-rg/my-ws//`,
    `https://evil.example${ID}`,
    `azureml:my-ws`,
    `azureml://subscriptions/${SUB}/resourcegroups/my-rg/workspaces/a b`,
    `${ID}/computes/gpu`,
    '',
  ])('refuses %j, with the field, the rule and an example', (text) => {
    expect(() => parseWorkspace(text)).toThrow(InvalidInputError);
    expect(() => parseWorkspace(text)).toThrow(/^(?:workspace|name) must be /);
  });

  it('refuses any other text by that error alone', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          return parseWorkspace(text).name !== '';
        } catch (error) {
          return InvalidInputError.isInstance(error);
        }
      }),
    );
  });
});
