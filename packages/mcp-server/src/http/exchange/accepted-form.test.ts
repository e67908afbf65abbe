import { expect, it } from 'vitest';
import { acceptedForm } from './accepted-form.js';

it.each([
  [undefined, 'any'],
  ['', 'any'],
  ['*/*', 'any'],
  ['application/json, text/event-stream', 'any'],
  ['text/event-stream;q=0.5,application/json;q=0.9', 'any'],
  ['application/json', 'json'],
  ['Application/JSON; charset=utf-8', 'json'],
  ['application/*', 'json'],
  ['application/json, text/event-stream;q=0', 'json'],
  ['text/event-stream', 'events'],
  ['text/*', 'events'],
  ['application/json; q=0.0, text/event-stream', 'events'],
  ['text/html', 'neither'],
  ['application/jsonp', 'neither'],
  ['*/*;q=0', 'neither'],
])('takes the header %j for %s', (accept, form) => expect(acceptedForm(accept)).toBe(form));
