/**
 * Loads Node's own modules when something of them is used. An `import` of one reads every member that it has, also those
 * that load more of Node when they are first read: node:http its whole HTTP client, node:fs its streams. And some, such
 * as node:crypto, take long to load although few starts call them.
 */
export const plainBuiltins = {
  name: 'plain-builtins',
  setup({ onResolve, onLoad }) {
    // CommonJS takes a module of Node as it is: some of them are functions themselves.
    onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'require-call' ? { path, external: true } : { path, namespace: 'builtin', sideEffects: false },
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({ contents: facadeOf(path) }));
  },
};

function facadeOf(path) {
  const module = process.getBuiltinModule(path);
  const load = `process.getBuiltinModule(${JSON.stringify(path)})`;
  const names = Object.keys(module).filter((name) => /^[a-z]\w*$/i.test(name));
  const members = names.map((name) => `const member_${name} = ${memberOf(name, { module, load })};`);
  const exported = names.map((name) => `export { member_${name} as ${name} };`);
  return [`export default /* @__PURE__ */ (() => ${load})();`, ...members, ...exported].join('\n');
}

/** A function is loaded by its first call; anything else is read at once, and dropped by the bundler if it is not imported. */
function memberOf(name, { module, load }) {
  const isFunction =
    /^[a-z]/.test(name) && typeof Object.getOwnPropertyDescriptor(module, name)?.value === 'function';
  return isFunction ? `(...args) => ${load}.${name}(...args)` : `/* @__PURE__ */ (() => ${load}.${name})()`;
}
