import { renderConfigurationDoc } from './render-configuration-doc.js';
import { listAllTools, renderToolsDoc } from './render-tools-doc.js';

/** A file that is made from the sources, by its path from the root of the repository. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Everything that `pnpm generate` writes; a test holds each file to it. */
export function generatedFiles(): readonly GeneratedFile[] {
  return [
    { path: 'docs/tools.md', text: renderToolsDoc() },
    { path: 'docs/configuration.md', text: renderConfigurationDoc() },
    ...listAllTools().map((tool) => ({
      path: `packages/mcp-server/test/tool-schemas/${tool.name}.json`,
      text: `${JSON.stringify(tool, null, 2)}\n`,
    })),
  ];
}
