import * as z from 'zod';
import { toolFacts } from '../src/catalogue/lazy-tool.js';
import { promptFacts } from '../src/prompts/prompt-facts.js';
import { allPrompts } from '../src/prompts/registry.js';
import { allTools } from '../src/tools/registry.js';
import { fleetSchema } from './fleet-schema.js';
import { renderBundleManifest } from './render-bundle-manifest.js';
import { renderConfigurationDoc } from './render-configuration-doc.js';
import { renderInstall } from './render-install.js';
import { renderServerJson } from './render-server-json.js';
import { listAllTools, renderToolsDoc } from './render-tools-doc.js';
import { replaceRegion } from './replace-region.js';

/** A file that is made from the sources, by its path from the root of the repository. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Everything that `pnpm generate` writes; a test holds each file to it. `read` gives a file as it is. */
export function generatedFiles(read: (path: string) => string): readonly GeneratedFile[] {
  const readme = 'packages/mcp-server/README.md';
  return [
    { path: readme, text: replaceRegion(read(readme), 'install', renderInstall()) },
    { path: 'packages/mcp-server/server.json', text: toText(renderServerJson()) },
    { path: 'packages/mcp-server/manifest.json', text: toText(renderBundleManifest()) },
    { path: 'packages/mcp-server/src/tools/tool-facts.json', text: toText(allTools.map(toolFacts)) },
    { path: 'packages/mcp-server/src/prompts/prompt-facts.json', text: toText(allPrompts.map(promptFacts)) },
    {
      path: 'packages/mcp-server/fleet.schema.json',
      text: toText(z.toJSONSchema(fleetSchema, { target: 'draft-7' })),
    },
    { path: 'docs/tools.md', text: renderToolsDoc() },
    { path: 'docs/configuration.md', text: renderConfigurationDoc() },
    ...listAllTools().map((tool) => ({
      path: `packages/mcp-server/test/tool-schemas/${tool.name}.json`,
      text: toText(tool),
    })),
  ];
}

function toText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
