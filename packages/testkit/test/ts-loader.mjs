// Lets Node run the sources: their imports say `.js`, the files are `.ts`, and Node strips the types by itself.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const local =
      specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts');
    return next(local ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
