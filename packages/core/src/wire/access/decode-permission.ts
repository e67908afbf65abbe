import * as z from 'zod';
import type { Permission } from '../../domain/permission.js';

const permission = z.looseObject({
  actions: z.array(z.string()).default([]),
  notActions: z.array(z.string()).default([]),
});

/** One permission of the caller at a scope, or null when the JSON is something else. */
export function decodePermission(value: unknown): Permission | null {
  const parsed = permission.safeParse(value);
  return parsed.success ? { actions: parsed.data.actions, notActions: parsed.data.notActions } : null;
}
