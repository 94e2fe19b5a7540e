/** When an OA was heard from. */
export type Hearing = {
  heardAt: Date | null;
  /** Something was said that no webhook brought, and none has come since. */
  missedAt: Date | null;
};

const hourMs = 60 * 60_000;

/** Zalo switches a webhook off that did not answer for about two hours (zalo/server.md 5.4), and tells nobody. */
export function isSilent(hearing: Hearing | undefined, silentAfterHours: number, now: Date): boolean {
  if (!hearing?.heardAt) return true;
  if (hearing.missedAt !== null) return true;
  return now.getTime() - hearing.heardAt.getTime() >= silentAfterHours * hourMs;
}
