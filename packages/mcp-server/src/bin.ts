import { enableCompileCache } from 'node:module';

// Has to come before the rest is loaded, which is why the rest is a module of its own.
enableCompileCache();
const { runProgram } = await import('./run-program.js');
await runProgram((code) => process.exit(code));
