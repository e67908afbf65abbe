const turbo = (tasks, ...flags) => `pnpm exec turbo run ${[tasks, ...flags].join(' ')}`;

const install = { name: 'install', command: 'pnpm install --frozen-lockfile' };
const build = { name: 'build', command: turbo('build', '--output-logs=errors-only') };
// What ran before, on the same files, is not run again: `npm test && npm run check` tests once. One package after the
// other, because each takes all cores, and tests that start processes must not starve.
const tests = { name: 'tests', command: turbo('test', '--output-logs=new-only', '--concurrency=1') };

/** What the launcher can do, part by part in this order. `check` is all that CI asks for, `nightly` what takes too long for it. */
export const TASKS = {
  demo: [install, build, { name: 'demo', command: 'node examples/demo/demo.mjs' }],
  build: [install, build],
  test: [install, build, tests],
  check: [
    install,
    build,
    { name: 'lint', command: 'pnpm run lint' },
    { name: 'measures', command: 'pnpm --filter ./docs run measure' },
    { name: 'types', command: turbo('typecheck', '--output-logs=errors-only') },
    tests,
    { name: 'conformance', command: 'pnpm run conformance' },
    { name: 'attacks', command: 'pnpm --filter ./attacks run attack --quick' },
    { name: 'inspector', command: 'pnpm --filter ./packages/mcp-server run inspect' },
    { name: 'examples', command: turbo('example', '--concurrency=1') },
    { name: 'reference', command: 'pnpm --filter ./docs run api' },
    { name: 'api reports', command: 'node scripts/api-reports.mjs --check' },
    { name: 'version', command: 'node scripts/stamp-version.mjs --check' },
    { name: 'unused', command: 'pnpm run unused' },
    { name: 'licences', command: 'node scripts/check-licences.mjs' },
    { name: 'bills of materials', command: 'node scripts/sbom.mjs' },
    { name: 'packages', command: 'node scripts/check-packages.mjs' },
    { name: 'installing', command: 'node scripts/check-install.mjs' },
  ],
  nightly: [
    install,
    build,
    { name: 'attacks', command: 'pnpm --filter ./attacks run attack --nightly' },
    { name: 'fence', command: 'pnpm --filter ./packages/mcp-server run fence' },
    { name: 'starts and stops', command: 'pnpm --filter ./packages/mcp-server run soak' },
    { name: 'clients', command: 'pnpm --filter ./packages/mcp-server run matrix' },
    { name: 'client libraries', command: 'pnpm --filter ./packages/mcp-server run client-libraries' },
    { name: 'conformance', command: 'pnpm run conformance' },
    { name: 'words of others', command: 'pnpm --filter ./packages/core run sweep' },
    {
      name: 'runtimes',
      command: 'pnpm --filter ./packages/core --filter ./packages/mcp-server run runtimes',
    },
    { name: 'mutation', command: 'pnpm --filter ./packages/core run mutation' },
  ],
};
