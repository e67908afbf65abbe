import { amount, list, type Shape, word } from '../../src/shape/shape.js';
import { type AnyJson, exactly, filled, open } from './common-shapes.js';

/** A page of Azure Resource Graph, members as recorded. */
export const graphPage: Shape<AnyJson> = exactly(
  {
    totalRecords: amount('must be a count', 0),
    count: amount('must be a count', 0),
    data: list(open),
    facets: list(open),
    resultTruncated: word('true', 'false'),
    $skipToken: filled,
  },
  '$skipToken',
);
