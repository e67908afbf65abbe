import { hasShape, type Shape } from './shape.js';
import { SeedError } from './shape-error.js';

/** Reads a JSON text of a known shape. @throws SeedError */
export function parseShaped<T>(shape: Shape<T>, json: string, source: string): T {
  const value = parseJson(json, source);
  if (hasShape(shape, value)) return value;
  throw new SeedError(source, shape.problem(value, '$') ?? { path: '$', rule: 'is wrong', example: '{}' });
}

function parseJson(json: string, source: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SeedError(source, {
      path: '$',
      rule: `must be JSON (${reason})`,
      example: '{"workspaces": []}',
    });
  }
}
