import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The sizes of all files in a folder, added up; links are not followed. */
export function folderBytes(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
