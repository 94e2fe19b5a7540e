/** How long, how many tips a second with a photo of so many megapixels, how many answers read a second. */
export type SoakPlan = { minutes: number; tips: number; megapixels: number; readings: number };

export const soakDefaults: SoakPlan = { minutes: 60, tips: 3, megapixels: 12, readings: 200 };
