/** A token of a plan, as results give it. */
export interface PlanToken {
  readonly token: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** The members of a result that a second call needs. */
export function presentPlanToken({ token, expiresAt }: PlanToken) {
  return { confirm_token: token, expires_at: expiresAt };
}
