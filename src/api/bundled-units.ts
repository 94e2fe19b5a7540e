import type { UnitSummary } from '#contract/portal.ts';

/**
 * The units of the content pack that this build was made for (`BUNDLED_PACK`), with their numbers: what is known at the very first start
 * when our server does not answer. None where the build was made for any pack.
 */
export const bundledUnits: readonly UnitSummary[] = import.meta.env.VITE_BUNDLED_UNITS ?? [];
