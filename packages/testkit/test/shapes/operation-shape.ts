import { amount, type Shape, word } from '../../src/shape/shape.js';
import { type AnyJson, exactly } from './common-shapes.js';
import { errorBody } from './error-shapes.js';

const byStatus: Readonly<Record<string, Shape<unknown>>> = {
  inprogress: exactly({ status: word('InProgress', 'inprogress') }),
  canceled: exactly({ status: word('Canceled', 'canceled') }),
  succeeded: exactly({
    status: word('Succeeded', 'succeeded'),
    percentComplete: amount('must be 100', 100, 100),
  }),
  failed: exactly({ status: word('Failed', 'failed'), error: errorBody }),
};

/** What a poll says, and nothing beside it. */
export const operationStatus: Shape<unknown> = {
  problem: (value, path) => {
    const { status } = (value ?? {}) as AnyJson;
    const shape = byStatus[String(status).toLowerCase()];
    if (shape !== undefined) return shape.problem(value, path);
    return { path: `${path}.status`, rule: 'must be a known status', example: 'InProgress' };
  },
};
