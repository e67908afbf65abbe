import { expect, it, vi } from 'vitest';
import { defineTool } from './define-tool.js';
import { inputParams } from './input-params.js';
import { lazyTool, toolFacts } from './lazy-tool.js';
import type { ToolContext } from './tool-context.js';
import { READ_ONLY_HINTS } from './tool-hints.js';

const run = vi.fn(async ({ name }: { name: string }) => ({ name }));
const echo = defineTool({
  name: 'compute_echo',
  title: 'Echo',
  description: 'Says the name',
  hints: READ_ONLY_HINTS,
  input: { name: inputParams.name },
  output: { name: inputParams.name },
  run,
});

function standingIn(tools = [echo]) {
  const load = vi.fn(async () => tools);
  return { load, tool: lazyTool(toolFacts(echo), load) };
}

it.each([true, false])('says what its tool says without loading it (pinned: %s)', (pinned) => {
  const { load, tool } = standingIn();
  expect(tool).toMatchObject({
    name: echo.name,
    title: echo.title,
    description: echo.description,
    hints: READ_ONLY_HINTS,
  });
  expect(tool.list({ pinned })).toEqual(echo.list({ pinned }));
  expect(load).not.toHaveBeenCalled();
});

it('hands calls on to the tool that it loads once', async () => {
  const { load, tool } = standingIn();
  const context: ToolContext = JSON.parse('{}');
  expect(await tool.call({ name: 'gpu' }, context)).toEqual({ name: 'gpu' });
  expect(run).toHaveBeenCalledWith({ name: 'gpu' }, context);
  await expect(tool.call({ name: 7 }, context)).rejects.toThrow('name must be of type string');
  expect(load).toHaveBeenCalledTimes(1);
});

it('fails where the loaded tools are others', async () => {
  const { tool } = standingIn([]);
  await expect(tool.call({}, JSON.parse('{}'))).rejects.toThrow('no tool compute_echo was loaded');
});
