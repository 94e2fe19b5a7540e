import { Hono } from 'hono';
import { ChatWords, ChatWordsRequest } from '#contract/conversations.ts';
import type { Database } from '../../db/database.ts';
import { AppError } from '../../http/app-error.ts';
import { type HttpEnv, noStore } from '../../http/http-env.ts';
import { bodyProblems, route } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { chatWordsStore } from './chat-words.store.ts';

/** Whoever lost the answer may ask once more; after that the link is an empty one. */
const againMs = 2 * 60_000;

/** `POST /api/chat-words`: a POST, so that nothing that only follows links uses one up. */
export const createChatWordsRoutes = ({
  database,
  keys,
  now,
}: {
  database: Database;
  keys: SecretKeys;
  now: () => Date;
}) =>
  new Hono<HttpEnv>().use('/*', noStore).post(
    '/',
    route({
      summary: 'What was said in an OA’s chat, for the form of a tip',
      description:
        'The link that the assistant answers with carries an id instead of the words. It is good for 30 minutes, and for two more once it was used.',
      tag: 'tips',
      answer: { status: 200, description: 'The words.', schema: ChatWords },
      problems: ['not_found', ...bodyProblems],
    }),
    jsonBody(),
    validate('json', ChatWordsRequest),
    async (c) => {
      const at = now();
      const words = await database.transact((transaction) =>
        chatWordsStore(transaction, keys).take(c.req.valid('json').id, at, new Date(at.getTime() + againMs)),
      );
      if (words === undefined) throw new AppError('not_found');
      return c.json({ words }, 200);
    },
  );
