import { Hono } from 'hono';
import { Privacy } from '#contract/portal.ts';
import type { HttpEnv } from '../../http/http-env.ts';
import { route } from '../../http/openapi.ts';
import { sendStored, storedAnswer } from '../../http/stored-answer.ts';

/** A new pack reaches every phone within a minute; until then the ETag makes asking cheap. */
const publicCache = 'public, max-age=60';

/** `GET /api/privacy`. */
export const createPrivacyRoutes = (privacy: Privacy) => {
  const answer = storedAnswer(privacy);
  return new Hono<HttpEnv>().get(
    '/',
    route({
      summary: 'How this place protects data',
      description: 'The text is Markdown. Carries an ETag.',
      tag: 'portal',
      hasEtag: true,
      answer: { status: 200, description: 'The text and the consent in force.', schema: Privacy },
    }),
    (c) => sendStored(c, answer, publicCache),
  );
};
