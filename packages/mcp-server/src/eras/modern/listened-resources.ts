import type { ResourceWatch } from '../../protocol/open-session.js';
import type { AcknowledgedStream } from './listen-filter.js';

/** What the streams of one connection listen to. Streams that listen to the same resource share one watch. */
export class ListenedResources {
  readonly #watch: ResourceWatch;
  readonly #onChange: (uri: string) => void;
  readonly #streams = new Map<string | number, readonly string[]>();
  readonly #stops = new Map<string, () => void>();

  /** `onChange` is called once for each change, however many streams listen. */
  constructor(watch: ResourceWatch, onChange: (uri: string) => void) {
    this.#watch = watch;
    this.#onChange = onChange;
  }

  add({ id, uris }: AcknowledgedStream): void {
    this.#streams.set(id, uris);
    for (const uri of uris)
      if (!this.#stops.has(uri))
        this.#stops.set(
          uri,
          this.#watch.start(uri, () => this.#onChange(uri)),
        );
  }

  /** Ends the watches that no other stream needs. An id that is unknown is ignored. */
  remove(id: string | number): void {
    const uris = this.#streams.get(id) ?? [];
    this.#streams.delete(id);
    const wanted = new Set([...this.#streams.values()].flat());
    for (const uri of uris) if (!wanted.has(uri)) this.#stop(uri);
  }

  end(): void {
    this.#streams.clear();
    for (const uri of this.#stops.keys()) this.#stop(uri);
  }

  #stop(uri: string): void {
    this.#stops.get(uri)?.();
    this.#stops.delete(uri);
  }
}
