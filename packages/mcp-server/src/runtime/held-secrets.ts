import type { Environment } from './environment.js';

/** Variables of Azure's client libraries whose values are secrets. */
const VARIABLES = ['AZURE_CLIENT_SECRET', 'AZURE_PASSWORD', 'AZURE_CLIENT_CERTIFICATE_PASSWORD'];
/** Shorter values are words that stand in any text. */
const LEAST_LENGTH = 4;
/** So many characters of a secret in a row are hidden: an authority may quote a part of it, or cut its words. */
const RUN = 8;
const HIDDEN = '[redacted]';

/** The secrets that a process signs in with: as they are, and as they stand in JSON, in URLs and in base64. */
export class HeldSecrets {
  /** Those that are shorter than a run are whole. */
  readonly #pieces: ReadonlySet<string>;

  constructor(env: Environment) {
    const secrets = VARIABLES.map((name) => env[name] ?? '').filter(({ length }) => length >= LEAST_LENGTH);
    this.#pieces = new Set(secrets.flatMap(formsOf).flatMap(piecesOf));
  }

  /** The text without any of the secrets, and without eight characters in a row of one. */
  hide(text: string): string {
    if (this.#pieces.size === 0) return text;
    let shown = '';
    for (let at = 0, hiddenTo = 0; at < text.length; at += 1) {
      const length = this.#pieceLengthAt(text, at);
      if (length > 0 && hiddenTo <= at) shown += HIDDEN;
      hiddenTo = Math.max(hiddenTo, at + length);
      if (hiddenTo <= at) shown += text.charAt(at);
    }
    return shown;
  }

  /** The length of the longest piece that begins there; 0 where none does. */
  #pieceLengthAt(text: string, at: number): number {
    for (let length = RUN; length >= LEAST_LENGTH; length -= 1)
      if (this.#pieces.has(text.slice(at, at + length))) return Math.min(length, text.length - at);
    return 0;
  }
}

let held: HeldSecrets | null = null;

/** The text without the secrets in the environment of this process, from which Azure's libraries take them. */
export function hideHeldSecrets(text: string): string {
  // The bundle has this module more than once, so no part of the program can set it up for the others.
  held ??= new HeldSecrets(process.env);
  return held.hide(text);
}

function formsOf(secret: string): readonly string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [secret, inJson, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
}

function piecesOf(form: string): readonly string[] {
  if (form.length <= RUN) return [form];
  return Array.from({ length: form.length - RUN + 1 }, (_, at) => form.slice(at, at + RUN));
}
