import type { ExchangedLocation, LocationTokens } from '#contract/locations.ts';
import { requestJson } from './client.ts';
import type { ApiResult } from './problem.ts';

/** The Mini App is given a token instead of a position; only our server can change it. */
export const exchangeLocation = (tokens: LocationTokens): Promise<ApiResult<ExchangedLocation>> =>
  requestJson<ExchangedLocation>('/api/locations', { method: 'POST', json: tokens });
