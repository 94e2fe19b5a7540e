import { Hono } from 'hono';
import { ContentEnglish } from '#contract/portal.ts';
import type { HttpEnv } from '../../http/http-env.ts';
import { route } from '../../http/openapi.ts';
import { sendStored, storedAnswer } from '../../http/stored-answer.ts';

/** As the portal: a new pack reaches every phone within a minute. */
const publicCache = 'public, max-age=60';

/** `GET /api/english`. */
export const createEnglishRoutes = (english: ContentEnglish) => {
  const answer = storedAnswer(english, { isLasting: true });
  return new Hono<HttpEnv>().get(
    '/',
    route({
      summary: 'The content in English',
      description:
        'By the Vietnamese words of other answers; what is not there has no English. Carries an ETag. The Vietnamese consent binds.',
      tag: 'portal',
      hasEtag: true,
      answer: { status: 200, description: 'The English words.', schema: ContentEnglish },
    }),
    (c) => sendStored(c, answer, publicCache),
  );
};
