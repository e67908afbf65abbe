import { describe, expect, it } from 'vitest';
import { ListenedResources } from './listened-resources.js';

/** Watches that the test lets go off. */
function createWatches() {
  const running = new Map<string, () => void>();
  const changed: string[] = [];
  const watch = {
    includes: () => true,
    start: (uri: string, onChange: () => void) => {
      expect(running.has(uri), `${uri} is watched twice`).toBe(false);
      running.set(uri, onChange);
      return () => running.delete(uri);
    },
  };
  const listened = new ListenedResources(watch, (uri) => changed.push(uri));
  return { listened, running, changed };
}

describe('the resources of a connection', () => {
  it('are watched once, however many streams listen, and until the last has ended', () => {
    const { listened, running, changed } = createWatches();
    listened.add({ id: 'a', uris: ['x', 'y'] });
    listened.add({ id: 'b', uris: ['y'] });
    running.get('y')?.();
    expect(changed).toEqual(['y']);
    listened.remove('a');
    expect([...running.keys()]).toEqual(['y']);
    listened.remove('b');
    expect(running.size).toBe(0);
  });

  it('stay as they are when a stream ends that never was', () => {
    const { listened, running } = createWatches();
    listened.add({ id: 1, uris: ['x'] });
    listened.remove('1');
    expect(running.size).toBe(1);
  });

  it('are all let go at the end', () => {
    const { listened, running } = createWatches();
    listened.add({ id: 1, uris: ['x', 'y'] });
    listened.end();
    expect(running.size).toBe(0);
  });
});
