/** Việt Nam has had one time and no summer time since 1975: +07:00. */
export const vietnamOffsetMs = 7 * 3_600_000;

/** The day in Việt Nam at an instant: "2026-07-25". */
export const vietnamDay = (at: Date): string =>
  new Date(at.getTime() + vietnamOffsetMs).toISOString().slice(0, 'yyyy-mm-dd'.length);
