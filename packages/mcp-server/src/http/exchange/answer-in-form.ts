import type { AcceptedForm } from './accepted-form.js';
import { HttpRefusal } from './http-refusal.js';

/** What decides the form. */
export interface FormOptions {
  readonly form: AcceptedForm;
  /** Whether the body was a batch, which is answered by a list. */
  readonly isBatch: boolean;
  /** Resolves when the client has gone, or has its answer. */
  readonly over: Promise<void>;
}

/** Gives the answer of an SDK in the form that the client takes; it stays as it is where the client takes any. */
export async function answerInForm(
  answer: Response,
  { form, isBatch, over }: FormOptions,
): Promise<Response> {
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (form === 'json' && isStream) return toJson(answer, { isBatch, over });
  if (form === 'events' && !isStream && answer.status === 200) return toEvents(answer);
  return answer;
}

/** The answers of a stream, once it has ended; progress is left out. */
async function toJson(
  { body, headers }: Response,
  { isBatch, over }: Pick<FormOptions, 'isBatch' | 'over'>,
): Promise<Response> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  void over.then(() => reader?.cancel().catch(() => {}));
  let text = '';
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) text += part.value;
  const answers = text.split('\n\n').flatMap(answerOf);
  if (answers.length === 0) throw new HttpRefusal(503, 'The call was broken off');
  return new Response(isBatch ? `[${answers.join(',')}]` : answers[0], {
    headers: withType(headers, 'application/json'),
  });
}

/** The JSON of an event that is an answer, rather than a notification or a request. */
function answerOf(event: string): readonly string[] {
  const data = event
    .split('\n')
    .find((line) => line.startsWith('data: {'))
    ?.slice('data: '.length);
  if (data === undefined) return [];
  const message: unknown = JSON.parse(data);
  return typeof message === 'object' && message !== null && !('method' in message) ? [data] : [];
}

/** An answer as the only event of a stream. */
async function toEvents(answer: Response): Promise<Response> {
  const text = await answer.text();
  return new Response(`event: message\ndata: ${text}\n\n`, {
    headers: withType(answer.headers, 'text/event-stream'),
  });
}

function withType(headers: Headers, type: string): Headers {
  const changed = new Headers(headers);
  changed.delete('content-length');
  changed.set('content-type', type);
  return changed;
}
