import { Hono } from 'hono';
import { StaffConversations, StaffConversationsQuery } from '#contract/conversations.ts';
import { staffRoute } from '../../http/openapi.ts';
import { validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { ChatDesk } from './chat-desk.ts';

/** `/api/staff/conversations`, behind `requireStaff`. */
export const createChatDeskRoutes = (chats: ChatDesk) =>
  new Hono<StaffEnv>()
    .get(
      '/',
      requireScope('read'),
      staffRoute({
        summary: 'Chats of my unit’s OA and those below it that people have, the longest first',
        description:
          'That somebody waits and since when; who it is and what was said stays in Zalo’s own chat.',
        answer: { status: 200, description: 'A page of them.', schema: StaffConversations },
        problems: ['invalid_input'],
      }),
      validate('query', StaffConversationsQuery),
      async (c) => c.json(await chats.list(c.get('actor'), c.req.valid('query')), 200),
    )
    .post(
      '/:id/close',
      requireScope('act'),
      staffRoute({
        summary: 'Give a chat back to the assistant',
        answer: { status: 204, description: 'The assistant answers again.' },
        problems: ['not_found'],
      }),
      async (c) => {
        await chats.close(c.get('actor'), c.req.param('id'));
        return c.body(null, 204);
      },
    );
