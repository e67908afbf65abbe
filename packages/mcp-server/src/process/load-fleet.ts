import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fleet } from '@azureml-kubernetes/core';
import type { FleetFile } from '../command-line/fleet/read-fleet.js';

/** A longer file is refused. */
const MAX_FILE_BYTES = 1_000_000;
/** More files of one folder are refused. */
const MAX_FOLDER_FILES = 1_000;
/** Remarks beyond these are left out. */
const MAX_NOTES = 20;
const FLEET_FILE = /\.(?:ya?ml|json)$/i;

/** Takes what is wrong with a file, a line each. */
type Tell = (problem: string) => void;

/** Reads files, and the YAML and JSON files of folders, as one fleet. Null, with all problems told, where one cannot be used. */
export async function loadFleet(paths: readonly string[], tell: Tell): Promise<Fleet | null> {
  const read = (await Promise.all(paths.map((path) => readPath(path, tell)))).flat();
  const files = read.filter((file) => file !== null);
  if (files.length < read.length) return null;
  const { readFleet } = await import('../command-line/fleet/read-fleet.js');
  const fleet = readFleet(files);
  if (fleet.kind === 'problems') {
    for (const problem of fleet.problems) tell(problem);
    return null;
  }
  for (const note of fleet.notes.slice(0, MAX_NOTES)) tell(`note: ${note}`);
  return fleet.fleet;
}

/** Null stands for what cannot be used. */
async function readPath(path: string, tell: Tell): Promise<readonly (FleetFile | null)[]> {
  try {
    const found = await stat(path);
    return found.isDirectory() ? await readFolder(path, tell) : [await readOne(path, found.size, tell)];
  } catch {
    tell(`${path}: cannot be read`);
    return [null];
  }
}

/** The files of a folder in the order of their names, without those of its folders. */
async function readFolder(folder: string, tell: Tell): Promise<readonly (FleetFile | null)[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && FLEET_FILE.test(entry.name))
    .map(({ name }) => name);
  if (names.length === 0) tell(`${folder}: has no file that ends in .yaml, .yml or .json`);
  else if (names.length > MAX_FOLDER_FILES) tell(`${folder}: has more than ${MAX_FOLDER_FILES} files`);
  else return (await Promise.all(names.sort().map((name) => readPath(join(folder, name), tell)))).flat();
  return [null];
}

async function readOne(name: string, size: number, tell: Tell): Promise<FleetFile | null> {
  if (size <= MAX_FILE_BYTES) return { name, text: await readFile(name, 'utf8') };
  tell(`${name}: has more than ${MAX_FILE_BYTES} bytes`);
  return null;
}
