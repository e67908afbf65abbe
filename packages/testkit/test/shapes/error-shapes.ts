import { amount, list, type Shape, text } from '../../src/shape/shape.js';
import { type AnyJson, exactly, filled, string } from './common-shapes.js';

const code = text('must be a code', 'Conflict', /^[A-Za-z]+$/);

/** What stands in the error of a failed operation, and in `details`. */
export const errorBody: Shape<AnyJson> = exactly({ code, message: filled });

/** The body of every refusal. */
export const envelope: Shape<AnyJson> = exactly({
  error: exactly({ code, message: filled, target: string, details: list(errorBody) }, 'target', 'details'),
});

/** One of the shapes that users have posted: `error` always, a code and a message beside it sometimes. */
export const provisioningError: Shape<AnyJson> = exactly(
  {
    code,
    message: filled,
    error: exactly(
      { code, message: filled, statusCode: amount('must be a status', 400, 400), details: list(errorBody) },
      'statusCode',
      'details',
    ),
  },
  'code',
  'message',
);
