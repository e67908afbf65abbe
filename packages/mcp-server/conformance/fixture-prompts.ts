import type { GetPromptResult } from '@modelcontextprotocol/sdk/types.js';
import { embedded, image, text } from './samples.js';

export interface FixturePrompt {
  readonly name: string;
  readonly description: string;
  /** All are required. */
  readonly takes: readonly string[];
  fill(args: Readonly<Record<string, string>>): readonly GetPromptResult['messages'][number]['content'][];
}

export const prompts: readonly FixturePrompt[] = [
  {
    name: 'test_simple_prompt',
    description: 'Takes nothing',
    takes: [],
    fill: () => [text('This is a simple prompt for testing.')],
  },
  {
    name: 'test_prompt_with_arguments',
    description: 'Takes two arguments',
    takes: ['arg1', 'arg2'],
    fill: ({ arg1, arg2 }) => [text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)],
  },
  {
    name: 'test_prompt_with_embedded_resource',
    description: 'Holds a resource',
    takes: ['resourceUri'],
    fill: ({ resourceUri = '' }) => [
      embedded(resourceUri, 'text/plain', 'Embedded resource content for testing.'),
      text('Please process the embedded resource above.'),
    ],
  },
  {
    name: 'test_prompt_with_image',
    description: 'Holds a picture',
    takes: [],
    fill: () => [image, text('Please analyze the image above.')],
  },
];
