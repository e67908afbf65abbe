import { readFileSync } from 'node:fs';

/** Modules that hold schemas at their top level: the SDK's protocol, what core reads of the wire, and files of our own. */
const MODULES = /(?:sdk\/dist\/esm\/types\.js|core\/dist\/wire\/[\w-]+\.js|mcp-server\/src\/[\w/-]+\.ts)$/;
/**
 * `const x = z.object({ … });`, and schemas that are made of others: `ASchema.extend({ … })`, `recordOf(x)`, `x.refine(…)`;
 * up to the next statement at the top level.
 */
const SCHEMA =
  /^((?:export )?const \w+ = )((?:z\b|recordOf\(|\w+\.refine\(|[A-Z]\w*Schema\.)[\s\S]*?);$(?=\n+(?:export |const |let |function |async |class |interface |type |\/\*|\/\/)|\s*$(?![\s\S]))/gm;

/** Stands for a schema until it is read; `make` is then run, once. */
const LAZY = `
function lazySchema(make) {
  let made;
  const schema = () => (made ??= make());
  return new Proxy({}, { get: (_, key) => schema()[key], has: (_, key) => key in schema() });
}
`;

/**
 * Puts off the making of each schema until it is used. Building the hundreds that a start never looks at takes longer
 * than all the rest of it.
 */
export const lazySchemas = {
  name: 'lazy-schemas',
  setup({ onLoad }) {
    onLoad({ filter: MODULES }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const lazy = text.replace(
        SCHEMA,
        (_, start, schema) => `${start}/* @__PURE__ */ lazySchema(() => ${schema});`,
      );
      return lazy === text
        ? undefined
        : { contents: lazy + LAZY, loader: path.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
};
