import type { Outcome } from './outcome.js';

/**
 * An attach that ends as failed. The shape is the one that users have posted: an entry with `error`, a `statusCode`
 * beside the code, and the useful text one level down in `details`. Codes of the details are documented where the
 * product lists them for computes; that attach uses the same ones is assumed.
 */
export function attachFailure(code: string, message: string): Outcome {
  return {
    kind: 'fails',
    error: { code: 'BadRequest', message },
    provisioningErrors: [
      {
        code: 'BadRequest',
        error: {
          code: 'BadRequest',
          statusCode: 400,
          message: 'The attach request could not be fulfilled.',
          details: [{ code, message }],
        },
        message: 'The attach request could not be fulfilled.',
      },
    ],
  };
}

/** The failure that says nothing, with its reason hidden in the details. Shape and codes: from users' reports. */
export function internalFailure(detail: string): Outcome {
  const message = 'Something went wrong inside the service. Try again, or ask support.';
  return {
    kind: 'fails',
    error: { code: 'InternalServerError', message },
    provisioningErrors: [
      {
        error: {
          code: 'InternalServerError',
          statusCode: 500,
          message,
          details: [{ code: 'InternalError', message: detail }],
        },
      },
    ],
  };
}
