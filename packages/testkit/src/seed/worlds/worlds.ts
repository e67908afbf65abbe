import { type AttachWorld, attachWorlds } from './attach-worlds.js';
import { type BareWorld, bareWorlds } from './bare-worlds.js';
import { type ClusterWorld, clusterWorlds } from './cluster-worlds.js';
import { type CommandWorld, commandWorlds } from './command-worlds.js';
import { type DetachWorld, detachWorlds } from './detach-worlds.js';
import { type ExtensionWorld, extensionWorlds } from './extension-worlds.js';
import { type HealthcheckWorld, healthcheckWorlds } from './healthcheck-worlds.js';
import { type InstallWorld, installWorlds } from './install-worlds.js';
import { type PrepareWorld, prepareWorlds } from './prepare-worlds.js';
import { type RequestWorld, requestWorlds } from './request-worlds.js';
import { type UnhealthyWorld, unhealthyWorlds } from './unhealthy-worlds.js';
import { type WorkspaceWorld, workspaceWorlds } from './workspace-worlds.js';
import type { WorldSeed } from './world-seed.js';

/** The name of a seed in which one thing is wrong. */
export type WorldName =
  | WorkspaceWorld
  | ClusterWorld
  | BareWorld
  | PrepareWorld
  | CommandWorld
  | ExtensionWorld
  | InstallWorld
  | HealthcheckWorld
  | AttachWorld
  | RequestWorld
  | UnhealthyWorld
  | DetachWorld;

/** A group of worlds, for lists. */
export interface WorldFamily {
  readonly title: string;
  readonly worlds: Readonly<Record<string, WorldSeed>>;
}

/** All worlds, by what is wrong. */
export const worldFamilies: readonly WorldFamily[] = [
  { title: 'The workspace', worlds: workspaceWorlds },
  { title: 'The cluster', worlds: clusterWorlds },
  { title: 'Clusters to be prepared', worlds: bareWorlds },
  { title: 'Installations that will fail', worlds: prepareWorlds },
  { title: 'Commands that do not run', worlds: commandWorlds },
  { title: 'The extension', worlds: extensionWorlds },
  { title: 'Installations of the extension that failed', worlds: installWorlds },
  { title: 'The healthcheck of the extension', worlds: healthcheckWorlds },
  { title: 'Attaches that fail or hang', worlds: attachWorlds },
  { title: 'Requests that are refused', worlds: requestWorlds },
  { title: 'Computes that failed later', worlds: unhealthyWorlds },
  { title: 'Detaches', worlds: detachWorlds },
];

/** Every seed in which one thing is wrong, by its name. */
export const worlds: Readonly<Record<WorldName, WorldSeed>> = {
  ...workspaceWorlds,
  ...clusterWorlds,
  ...bareWorlds,
  ...prepareWorlds,
  ...commandWorlds,
  ...extensionWorlds,
  ...installWorlds,
  ...healthcheckWorlds,
  ...attachWorlds,
  ...requestWorlds,
  ...unhealthyWorlds,
  ...detachWorlds,
};
