import { type Members, record, type Shape } from './shape.js';

/** An object with all of these members and no others. */
export function whole<T extends object>(members: Members<T>): Shape<T> {
  return record<T>(members, keysOf(members));
}

function keysOf<T extends object>(members: Members<T>): readonly (keyof T & string)[] {
  return Object.keys(members).filter((key): key is keyof T & string => key in members);
}
