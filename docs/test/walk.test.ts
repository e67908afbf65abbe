import { describe, expect, it } from 'vitest';
import { pages } from './pages.ts';
import { commandsOf } from './walk/commands-of.ts';
import { Walker } from './walk/walker.ts';
import { wayOf } from './walk/way-of.ts';

/** What a newcomer reads first. */
const WALKED = [
  'README.md',
  'docs/getting-started.md',
  'docs/how-do-i.md',
  'docs/clients.md',
  'docs/core.md',
  'docs/command-line.md',
  'docs/fleets.md',
  'docs/pipelines.md',
].filter((page) => pages.includes(page));

describe("a newcomer's walk", () => {
  it.concurrent.each(WALKED)('runs every command of %s', { timeout: 120_000 }, async (page) => {
    const walker = await Walker.start(page);
    try {
      const failed: string[] = [];
      for (const { line, text } of commandsOf(page)) {
        const way = wayOf(text);
        if (way === null) failed.push(`line ${line} is of no known kind: ${text}`);
        if (way === null || way.kind === 'elsewhere') continue;
        const { code, stderr } = await walker.walk(text, way);
        const exits = way.kind === 'run' ? way.exits : [0];
        if (code === null || !exits.includes(code))
          failed.push(`line ${line} exits with ${code}: ${text}\n${stderr}`);
      }
      expect(failed).toEqual([]);
    } finally {
      await walker.end();
    }
  });

  it('knows the program and what is run elsewhere, and nothing else', () => {
    expect(wayOf('node packages/mcp-server/dist/bin.js fleet plan -f x --detailed-exitcode')).toEqual({
      kind: 'run',
      exits: [0, 2],
    });
    expect(wayOf('azureml-kubernetes-mcp --http --port 3000')).toEqual({ kind: 'serve' });
    expect(wayOf('az login')).toMatchObject({ kind: 'elsewhere' });
    expect(wayOf('rm -rf /')).toBeNull();
  });
});
