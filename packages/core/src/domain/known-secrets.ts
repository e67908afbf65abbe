import type { Secret } from './secret.js';

/** Shorter values are words that stand in any text. */
const LEAST_LENGTH = 4;
/** So many characters of a secret in a row are hidden: the service may quote a part of it, or cut its words. */
const RUN = 16;
/** Errors of the service are nested less deeply. */
const MAX_DEPTH = 32;
const HIDDEN = '[redacted]';

/** Secrets that were sent to the service, and that it may quote in words of its own. */
export class KnownSecrets {
  /** Each form of a secret, with its runs: built once, because they are looked for in many texts. */
  readonly #forms = new Map<string, ReadonlySet<string>>();

  constructor(secrets: readonly Secret[]) {
    for (const secret of secrets) this.add(secret);
  }

  /** Remembers a secret as it is, and as it stands in JSON, in URLs and in base64. */
  add(secret: Secret): void {
    const text = secret.reveal();
    if (text.length < LEAST_LENGTH) return;
    for (const form of [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text), toBase64(text)])
      this.#forms.set(form, runsOf(form));
  }

  /** The text without any secret, and without sixteen characters in a row of one. */
  hide(text: string): string {
    const longestFirst = [...this.#forms].sort(([one], [other]) => other.length - one.length);
    return longestFirst.reduce((shown, [form, runs]) => hideForm(shown, form, runs), text);
  }

  /** JSON without any secret in its texts; what is nested too deeply is left out. */
  hideIn(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.hide(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth === MAX_DEPTH) return null;
    if (Array.isArray(value)) return value.map((entry) => this.hideIn(entry, depth + 1));
    const entries = Object.entries(value).map(([key, member]) => [
      this.hide(key),
      this.hideIn(member, depth + 1),
    ]);
    return Object.fromEntries(entries);
  }
}

function toBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

function runsOf(form: string): ReadonlySet<string> {
  const count = Math.max(form.length - RUN + 1, 0);
  return new Set(Array.from({ length: count }, (_, at) => form.slice(at, at + RUN)));
}

function hideForm(text: string, form: string, runs: ReadonlySet<string>): string {
  return form.length <= RUN ? text.replaceAll(form, HIDDEN) : hideRuns(text, runs);
}

function hideRuns(text: string, runs: ReadonlySet<string>): string {
  let shown = '';
  for (let at = 0, hiddenTo = 0; at < text.length; at += 1) {
    const isRun = runs.has(text.slice(at, at + RUN));
    if (isRun && hiddenTo <= at) shown += HIDDEN;
    if (isRun) hiddenTo = at + RUN;
    if (hiddenTo <= at) shown += text.charAt(at);
  }
  return shown;
}
