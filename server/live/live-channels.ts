/**
 * Everybody at this unit's desk who reads tips. A unit above hears nothing of a unit below by itself: what it may see is told on its
 * own channel too (`tree.upwards(unitId).map(unitChannel)`).
 */
export const unitChannel = (unitId: string): string => `unit:${unitId}`;

/** The unit's commanders alone: what is restricted. */
export const commandersChannel = (unitId: string): string => `unit:${unitId}:commanders`;

/** One member of the staff, wherever they have a desk open. */
export const staffChannel = (staffId: string): string => `staff:${staffId}`;

/** What everybody may read: news, procedures. Who keeps something of it in memory listens too (change-count.ts). */
export const publicChannel = 'public';
