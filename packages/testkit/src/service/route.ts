import type { RouteName } from '../faults/route-name.js';
import type { Answer } from '../refusals/answer.js';
import type { VersionedType } from './api-versions.js';
import type { ArmCall, ServiceContext } from './arm-call.js';

/** One modelled operation. */
export interface Route {
  readonly name: RouteName;
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** `{x}` stands for one segment, a leading `{+scope}` for any number of them. Compared without regard to case. */
  readonly template: string;
  /** Whose api-versions apply. */
  readonly type: VersionedType;
  /** The permission that the caller needs, or null for none. */
  readonly action: string | null | ((params: Readonly<Record<string, string>>) => string);
  /** Whether it is served without a token. @default false */
  readonly isPublic?: true;
  /** Query parameters beside api-version; `any` tolerates all. Checked unless the service is lenient. */
  readonly query: readonly string[] | 'any';
  readonly handle: (call: ArmCall, service: ServiceContext) => Answer;
}
