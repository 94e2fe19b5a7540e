/** Apart from the schemas, so that the desk can take it. */
export const reportLimits = {
  /** A year and a day: the half-year and the year are looked at together. */
  daysMax: 367,
} as const;
