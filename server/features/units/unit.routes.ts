import { Hono } from 'hono';
import { LocateQuery, Location, Portal, UnitDetail } from '#contract/portal.ts';
import type { HttpEnv } from '../../http/http-env.ts';
import { route } from '../../http/openapi.ts';
import { type StoredAnswer, sendStored, storedAnswer } from '../../http/stored-answer.ts';
import { validate } from '../../http/validate.ts';
import type { UnitService } from './unit.service.ts';

/** A new pack reaches every phone within a minute; until then the ETag makes asking cheap. */
const publicCache = 'public, max-age=60';
/** The address holds where somebody stands: for their own phone alone. */
const ownCache = 'private, max-age=60';

/** Keeps what was made of the units for as long as they have the same OAs: nothing else of them changes while the process runs. */
function whileOasStay<Made>(units: UnitService, make: () => Made): () => Made {
  let kept: { oaIds: ReadonlyMap<string, string>; made: Made } | undefined;
  return () => {
    const oaIds = units.oaIds();
    if (kept?.oaIds !== oaIds) kept = { oaIds, made: make() };
    return kept.made;
  };
}

/** `GET /api/portal`. */
export const createPortalRoutes = (units: UnitService) => {
  const portal = whileOasStay(units, () => storedAnswer(units.portal(), { isLasting: true }));
  return new Hono<HttpEnv>().get(
    '/',
    route({
      summary: 'The place this portal serves',
      description: 'Units, emergency numbers, categories and the consent in force. Carries an ETag.',
      tag: 'portal',
      hasEtag: true,
      answer: { status: 200, description: 'The portal.', schema: Portal },
    }),
    (c) => sendStored(c, portal(), publicCache),
  );
};

/** `GET /api/units/locate` and `GET /api/units/{id}`. */
export const createUnitRoutes = (units: UnitService) => {
  // Holds units that exist, no more: for any other id `get` throws before anything is kept.
  const details = whileOasStay(units, () => new Map<string, StoredAnswer>());
  // Deep inside a ward the answer is one and the same thing for everybody (locate.rules.ts); where people stand is kept nowhere.
  const located = new WeakMap<Location, StoredAnswer>();
  const answerFor = (location: Location): StoredAnswer => {
    const answer = located.get(location) ?? storedAnswer(location);
    located.set(location, answer);
    return answer;
  };
  return new Hono<HttpEnv>()
    .get(
      '/locate',
      route({
        summary: 'Which ward a point lies in, and how sure that is',
        description:
          'Near a border every ward it may be is named, nearest first; outside, the unit that takes the tip anyway.',
        tag: 'units',
        hasEtag: true,
        answer: { status: 200, description: 'The answer for the point.', schema: Location },
        problems: ['invalid_input'],
      }),
      validate('query', LocateQuery),
      (c) => {
        const { lat, lng, accuracy } = c.req.valid('query');
        return sendStored(c, answerFor(units.locate({ lat, lng, accuracyM: accuracy })), ownCache);
      },
    )
    .get(
      '/:id',
      route({
        summary: 'One unit',
        description: 'A former id answers with `successors`; an id in use today, with `formerOf`.',
        tag: 'units',
        hasEtag: true,
        answer: { status: 200, description: 'The unit.', schema: UnitDetail },
        problems: ['unit_not_found'],
      }),
      (c) => {
        const id = c.req.param('id');
        const answer = details().get(id) ?? storedAnswer(units.get(id));
        details().set(id, answer);
        return sendStored(c, answer, publicCache);
      },
    );
};
