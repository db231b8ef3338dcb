// A folder or a file in, the scenarios its JSON files hold out, checked, in the order of the file names.

import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkScenario, type Scenario } from './scenario.ts';

/** A file holds one scenario or a list of them. Throws an Error that names the file. */
export async function readScenarios(path: string): Promise<readonly Scenario[]> {
  const isFolder = (await stat(path)).isDirectory();
  const names = isFolder ? (await readdir(path)).filter((name) => name.endsWith('.json')).sort() : [''];
  const files = await Promise.all(names.map((name) => readOne(join(path, name))));
  return files.flat();
}

async function readOne(file: string): Promise<readonly Scenario[]> {
  const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
  const scenarios = Array.isArray(parsed) ? parsed : [parsed];
  for (const scenario of scenarios) checkScenario(scenario, file);
  return scenarios;
}
