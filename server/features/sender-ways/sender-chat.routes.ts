import { type Context, Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { SenderChat, SenderChatCode, SenderReach } from '#contract/sender-ways.ts';
import { type HttpEnv, noStore } from '../../http/http-env.ts';
import { route, staffRoute } from '../../http/openapi.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { SenderChats, ToldTip } from './sender-chat.service.ts';

type ChatEnv = { Variables: HttpEnv['Variables'] & { told: ToldTip } };

/** `/api/tips/{code}/chat`: the sender's choice to have the answers in their chat. `openTip` throws as the tip's own page does. */
export const createSenderChatRoutes = (
  chats: SenderChats,
  openTip: (c: Context, code: string) => Promise<ToldTip>,
) => {
  const opens = createMiddleware<ChatEnv>(async (c, next) => {
    c.set('told', await openTip(c, c.req.param('code') ?? ''));
    await next();
  });
  const problems = ['unauthenticated', 'tip_not_found'] as const;
  return new Hono<ChatEnv>()
    .get(
      '/:code/chat',
      route({
        summary: 'Whether answers to a tip come in the sender’s Zalo chat',
        tag: 'tips',
        security: 'receipt_or_session',
        answer: { status: 200, description: 'As it is chosen.', schema: SenderChat },
        problems,
      }),
      noStore,
      opens,
      async (c) => c.json(await chats.view(c.get('told')), 200),
    )
    .post(
      '/:code/chat',
      route({
        summary: 'Ask for the words that tie a chat to a tip',
        description:
          'The sender sends `text` to the OA as it stands; the chat it comes from then gets the answers. Good once, for half an hour. Not for anonymous and restricted tips.',
        tag: 'tips',
        security: 'receipt_or_session',
        answer: { status: 201, description: 'What to send.', schema: SenderChatCode },
        problems: [...problems, 'chat_not_for_this_tip'],
      }),
      noStore,
      opens,
      async (c) => c.json(await chats.makeCode(c.get('told')), 201),
    )
    .delete(
      '/:code/chat',
      route({
        summary: 'Have no answers in the chat any more',
        tag: 'tips',
        security: 'receipt_or_session',
        answer: { status: 204, description: 'From now on they stand on the tip’s page alone.' },
        problems,
      }),
      noStore,
      opens,
      async (c) => {
        await chats.unlink(c.get('told'));
        return c.body(null, 204);
      },
    );
};

/** `/api/staff/tips/{code}/sender`, behind `requireStaff`: by which ways an answer will reach its sender. */
export const createSenderReachRoutes = (reachOf: (code: string, actor: StaffActor) => Promise<SenderReach>) =>
  new Hono<StaffEnv>().get(
    '/:code/sender',
    staffRoute({
      summary: 'By which ways an answer reaches the sender of a tip',
      description: 'Never who they are: whether their chat is open, and what became of the last news.',
      answer: { status: 200, description: 'As far as it is known.', schema: SenderReach },
      problems: ['tip_not_found'],
    }),
    requireScope('read'),
    async (c) => c.json(await reachOf(c.req.param('code'), c.get('actor')), 200),
  );
