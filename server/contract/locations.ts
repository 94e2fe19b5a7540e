import * as z from 'zod';

/** Zalo's tokens are a few hundred letters long. */
const tokenCharsMax = 4_096;

/**
 * `POST /api/locations`. Both tokens come in the body: whoever sends anonymously has no session that the access token could be
 * taken from, and a header is what proxies write down. Zalo takes visible ASCII only.
 */
const ZaloToken = z
  .string()
  .min(1)
  .max(tokenCharsMax)
  .regex(/^[\x21-\x7e]+$/, 'Mã của Zalo chưa đúng.');

export const LocationTokens = z.object({ zaloLocationToken: ZaloToken, zaloAccessToken: ZaloToken }).strict();
export type LocationTokens = z.infer<typeof LocationTokens>;

/** The place the token stands for, in degrees WGS 84. Zalo gives no accuracy, so it is always null: unknown. */
export const ExchangedLocation = z.object({
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
  accuracyM: z.null(),
  /** What measured it, such as "gps". */
  provider: z.string(),
  at: z.iso.datetime(),
});
export type ExchangedLocation = z.infer<typeof ExchangedLocation>;
