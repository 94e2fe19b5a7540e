import { Hono } from 'hono';
import { ExchangedLocation, LocationTokens } from '#contract/locations.ts';
import { type HttpEnv, noStore } from '../../http/http-env.ts';
import { bodyProblems, route } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import type { LocationService } from './location.service.ts';

/** `/api/locations`: a token of Zalo's getLocation for the place it stands for. */
export const createLocationRoutes = (locations: LocationService) =>
  new Hono<HttpEnv>().post(
    '/',
    route({
      summary: 'Exchange a location token of Zalo for the place it stands for',
      description:
        'A location token lives two minutes and works once at Zalo; the same token is answered alike here for ten minutes.',
      tag: 'locations',
      answer: { status: 200, description: 'The place the token stands for.', schema: ExchangedLocation },
      problems: ['location_token_invalid', 'zalo_unavailable', ...bodyProblems],
    }),
    noStore,
    jsonBody(),
    validate('json', LocationTokens),
    async (c) => c.json(await locations.exchange(c.req.valid('json')), 200),
  );
