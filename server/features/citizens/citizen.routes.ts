import { Hono } from 'hono';
import type { Transaction } from 'kysely';
import { ErasedMe, MyDataQuery, MyTips, MyTipsQuery, Session, SignIn } from '#contract/citizens.ts';
import type { Schema } from '../../db/schema.ts';
import { type CitizenEnv, requireCitizen } from '../../http/authorization.ts';
import { type HttpEnv, noStore } from '../../http/http-env.ts';
import { bodyProblems, route } from '../../http/openapi.ts';
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
      problems: ['unauthenticated', 'zalo_unavailable', ...bodyProblems],
    }),
    jsonBody(),
    validate('json', SignIn),
    async (c) => c.json(await citizens.signIn(c.req.valid('json')), 200),
  );

/** What `/api/me` asks of the tips. */
export type OwnTips = {
  listOwned(citizenId: string, cursor: string | undefined): Promise<MyTips>;
  /** All that is kept of them, as an archive that is made while it is read. */
  archiveOf(citizenId: string, options: { withPhotos: boolean }): Promise<ReadableStream>;
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
    .get(
      '/export',
      route({
        summary: 'All that is kept of me',
        description:
          'A ZIP archive: a page to read (doc-toi.html), the same for programs (du-lieu.json), and with `photos=all` the pictures. Tips with their messages and ratings, consents, contacts, chats with the OAs, alerts sent from there, sessions, a binding to the staff. Anonymous tips are tied to nobody: the page of such a tip is all that is kept of it.',
        tag: 'citizens',
        security: 'session',
        answer: { status: 200, description: 'The archive.', mediaType: 'application/zip' },
        problems: ['unauthenticated', 'invalid_input'],
      }),
      requireCitizen(citizens.findCitizen),
      validate('query', MyDataQuery),
      async (c) => {
        const withPhotos = c.req.valid('query').photos === 'all';
        const archive = await ownTips.archiveOf(c.get('citizenId'), { withPhotos });
        c.header('Content-Type', 'application/zip');
        c.header('Content-Disposition', 'attachment; filename="du-lieu-cua-toi.zip"');
        return c.body(archive, 200);
      },
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
