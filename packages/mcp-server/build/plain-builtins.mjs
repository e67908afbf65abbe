/**
 * Takes from Node's own modules just the members that are used. An `import` of one reads every member that it has,
 * also those that load more of Node when they are first read: node:http its whole HTTP client, node:fs its streams.
 */
export const plainBuiltins = {
  name: 'plain-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'builtin', sideEffects: false }));
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({ contents: facadeOf(path) }));
  },
};

/** Members that nobody imports are dropped by the bundler, because reading them is marked as free of side effects. */
function facadeOf(path) {
  const load = `process.getBuiltinModule(${JSON.stringify(path)})`;
  const names = Object.keys(process.getBuiltinModule(path)).filter((name) => /^[a-z]\w*$/i.test(name));
  const members = names.map((name) => `export { member_${name} as ${name} };`);
  const reads = names.map((name) => `const member_${name} = /* @__PURE__ */ (() => ${load}.${name})();`);
  return [`export default /* @__PURE__ */ (() => ${load})();`, ...reads, ...members].join('\n');
}
