// By name it could not be imported where it is missing: an older Node would end before it says what it needs.
import nodeModule from 'node:module';
import { compileCacheFolder, processUser } from './process/compile-cache.js';
import { nodeProblem } from './process/node-problem.js';

const problem = nodeProblem(process.versions.node);
if (problem === null) {
  // Has to come before the rest is loaded, which is why the rest is a module of its own. Without a folder of this user,
  // Node would take one that any user of the machine can make first.
  const folder = compileCacheFolder(process.env, processUser());
  if (folder !== null && 'enableCompileCache' in nodeModule) nodeModule.enableCompileCache(folder);
  const { runProgram } = await import('./process/run-program.js');
  await runProgram((code) => process.exit(code));
} else {
  process.stderr.write(`azureml-kubernetes-mcp: ${problem}\n`);
  process.exitCode = 2;
}
