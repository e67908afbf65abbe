// Preloaded into a process: tells on stderr, as the process ends, which modules it has loaded.
import { registerHooks } from 'node:module';

const loaded = [];
registerHooks({
  load(url, context, next) {
    loaded.push(url);
    return next(url, context);
  },
});
process.on('exit', () => {
  const ofNode = process.moduleLoadList.map((name) => name.replace('NativeModule ', 'node:'));
  process.stderr.write(`${JSON.stringify({ event: 'loads', loads: [...loaded, ...ofNode] })}\n`);
});
