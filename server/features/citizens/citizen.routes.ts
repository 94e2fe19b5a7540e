import { Hono } from 'hono';
import type { Transaction } from 'kysely';
import { ErasedMe, MyTips, MyTipsQuery, Session, SignIn } from '#contract/citizens.ts';
import type { Schema } from '../../db/schema.ts';
import { type CitizenEnv, requireCitizen } from '../../http/authorization.ts';
import { type HttpEnv, noStore } from '../../http/http-env.ts';
import { route } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import type { CitizenService } from './citizen.service.ts';

/** `POST /api/session`. */
export const createSessionRoutes = (citizens: CitizenService) =>
  new Hono<HttpEnv>().use('/*', noStore).post(
    '/',
    route({
      summary: 'Sign in with what Zalo gave the Mini App',
      description:
        'The access token is verified at Zalo and not kept. 401: call getAccessToken again and sign in once more.',
      tag: 'citizens',
      answer: { status: 200, description: 'A session. The token is shown this once.', schema: Session },
      problems: [
        'invalid_input',
        'invalid_json',
        'body_too_large',
        'unsupported_media_type',
        'unauthenticated',
        'zalo_unavailable',
      ],
    }),
    jsonBody(),
    validate('json', SignIn),
    async (c) => c.json(await citizens.signIn(c.req.valid('json')), 200),
  );

/** What `/api/me` asks of the tips. */
export type OwnTips = {
  listOwned(citizenId: string, cursor: string | undefined): Promise<MyTips>;
  /** All that lies elsewhere of them. */
  erase(transaction: Transaction<Schema>, citizenId: string): Promise<ErasedMe>;
};

/** `/api/me`: what belongs to the signed-in citizen. */
export const createMeRoutes = (citizens: CitizenService, ownTips: OwnTips) =>
  new Hono<CitizenEnv>()
    .use('/*', noStore)
    .get(
      '/tips',
      route({
        summary: 'My tips, newest first',
        description: 'Never an anonymous one: only its receipt opens that.',
        tag: 'citizens',
        security: 'session',
        answer: { status: 200, description: 'A page of them.', schema: MyTips },
        problems: ['unauthenticated', 'invalid_input'],
      }),
      requireCitizen(citizens.findCitizen),
      validate('query', MyTipsQuery),
      async (c) => c.json(await ownTips.listOwned(c.get('citizenId'), c.req.valid('query').cursor), 200),
    )
    .delete(
      '/',
      route({
        summary: 'Erase what identifies me',
        description:
          'The Zalo id, all sessions, whose the tips are and the contacts given with them, chats with the OAs and the ways answers go there, and a binding to a member of the staff. The contact of a report of a crime that is still being handled stays until its period ends.',
        tag: 'citizens',
        security: 'session',
        answer: { status: 200, description: 'What is gone and what stays.', schema: ErasedMe },
        problems: ['unauthenticated'],
      }),
      requireCitizen(citizens.findCitizen),
      async (c) => c.json(await citizens.erase(c.get('citizenId'), ownTips.erase), 200),
    );
