/** What we know of somebody at one OA. */
export type OaUser = {
  readonly oaId: string;
  /** The id that this OA knows them by. */
  readonly userId: string;
  /** Zalo tells of follows; `unknown`: they wrote without following, or came back after leaving. */
  readonly followState: 'unknown' | 'following' | 'unfollowed';
  /** Why Zalo took no message for them since they last did something: a short code such as "zalo -217". */
  readonly refusal: string | null;
  readonly interactedAt: Date | null;
  /** Messages since then, within the free hours and after them. */
  readonly sentFree: number;
  readonly sentPaid: number;
};

/** Whether the OA may write to somebody now, and until when. */
export type OaReach =
  /** Free of charge. */
  | { readonly kind: 'free'; readonly until: Date }
  /** From the OA's quota. */
  | { readonly kind: 'paid'; readonly until: Date }
  | { readonly kind: 'closed'; readonly why: 'never' | 'silent' | 'unfollowed' | 'refused' };

/**
 * Messages of consultation (tin tư vấn) are free for 48 hours after a person did something at the OA, without a count since 2026-01-01,
 * then paid or from the package's quota, and refused after seven days (zalo/server.md 3.1). Of OAs of state agencies the window is not
 * documented: taken to be the same, and a refusal closes it.
 */
const freeMs = 48 * 3_600_000;
const reachMs = 7 * 24 * 3_600_000;

export function reachOf(user: OaUser | undefined, now: Date): OaReach {
  if (!user?.interactedAt) return { kind: 'closed', why: 'never' };
  if (user.followState === 'unfollowed') return { kind: 'closed', why: 'unfollowed' };
  if (user.refusal !== null) return { kind: 'closed', why: 'refused' };
  const sinceMs = user.interactedAt.getTime();
  const quietMs = now.getTime() - sinceMs;
  if (quietMs < freeMs) return { kind: 'free', until: new Date(sinceMs + freeMs) };
  if (quietMs < reachMs) return { kind: 'paid', until: new Date(sinceMs + reachMs) };
  return { kind: 'closed', why: 'silent' };
}

/** Which of the two counts a message sent now falls under. */
export const isFree = (interactedAt: Date | null, now: Date): boolean =>
  interactedAt !== null && now.getTime() - interactedAt.getTime() < freeMs;
