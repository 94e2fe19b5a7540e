import { Hono, type MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { AcknowledgedTips, AcknowledgeTips } from '#contract/desk.ts';
import type { ErrorCode } from '#contract/problem.ts';
import {
  type DeskMove,
  DeskMoved,
  type DeskRequest,
  DeskTip,
  DeskTips,
  DeskTipsQuery,
  deskMoves,
} from '#contract/staff.ts';
import { PhotoQuery } from '#contract/tips.ts';
import { bodyProblems, staffRoute } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { OpenedTip, TipDesk } from './tip-desk.service.ts';

type DeskEnv = { Variables: StaffEnv['Variables'] & { opened: OpenedTip } };

/** What each move is for and what may stand in its way, apart from what every move meets. */
const descriptions: Readonly<
  Record<DeskMove, { summary: string; description?: string; problems?: ErrorCode[] }>
> = {
  acknowledge: { summary: 'Take a tip up' },
  assign: {
    summary: 'Give another unit, or a person, a share in the work',
    description: 'Who has the tip keeps it. Whoever is named reads it also when it is restricted.',
    problems: ['unit_not_allowed', 'staff_unknown'],
  },
  transfer: {
    summary: 'Give a tip to another unit',
    description: 'Any unit of the tree. The unit that had it still sees it; the clock starts anew.',
    problems: ['unit_not_allowed'],
  },
  escalate: { summary: 'Hand a tip up to the unit above', problems: ['no_unit_above'] },
  ask: { summary: 'Ask the sender', description: 'The sender’s next message answers it.' },
  note: { summary: 'Write a note', description: 'Read by staff alone, in any status.' },
  'draft-reply': { summary: 'Draft the reply', description: 'A commander sends it or sends it back.' },
  'approve-reply': {
    summary: 'Send the drafted reply to the sender',
    description:
      'By a commander of the unit that has the tip, or of one above it, who did not write the draft.',
    problems: ['no_draft', 'own_words'],
  },
  'send-back': { summary: 'Send the drafted reply back with a remark', problems: ['no_draft'] },
  close: { summary: 'Close an answered tip' },
  decline: {
    summary: 'Say that it is not for the police, and where to go',
    description: 'Never a denunciation. The advice is what the sender reads.',
  },
  reclassify: {
    summary: 'Put a tip under another category',
    description:
      'What follows from the category follows anew: who may read it, and its clock, which may only become shorter.',
    problems: ['category_unknown'],
  },
};

/** `/api/staff/tips`, behind `requireStaff`. */
export const createTipDeskRoutes = (desk: TipDesk) => {
  /** Access is decided before a query or a body is read (design 6): a tip this person may not see is not there. */
  const opensTip = createMiddleware<DeskEnv>(async (c, next) => {
    c.set('opened', await desk.open(c.req.param('code') ?? '', c.get('actor')));
    await next();
  });
  const mayMake = (move: DeskMove) =>
    createMiddleware<DeskEnv>(async (c, next) => {
      desk.assertMay(c.get('opened'), c.get('actor'), move);
      await next();
    });

  const routes = new Hono<DeskEnv>()
    .use('/*', requireScope('read'))
    .get(
      '/',
      staffRoute({
        summary: 'Tips that my unit and those below it have, the most pressing first',
        description:
          'First what nobody has taken up, by its deadline, so that the overdue come first; then what is in hand and what is over, each by its newest change.',
        answer: { status: 200, description: 'A page of them.', schema: DeskTips },
        problems: ['invalid_input'],
      }),
      validate('query', DeskTipsQuery),
      async (c) => c.json(await desk.list(c.get('actor'), c.req.valid('query')), 200),
    )
    .get(
      '/:code',
      staffRoute({
        summary: 'A tip with all that happened to it',
        answer: { status: 200, description: 'The tip as this person sees it.', schema: DeskTip },
        problems: ['tip_not_found'],
      }),
      opensTip,
      async (c) => c.json(await desk.view(c.get('opened'), c.get('actor')), 200),
    )
    .get(
      '/:code/photos/:id',
      staffRoute({
        summary: 'A photo of a tip or of one of its messages',
        answer: { status: 200, description: 'A JPEG without metadata.', mediaType: 'image/jpeg' },
        problems: ['invalid_input', 'tip_not_found', 'photo_not_found', 'photo_unavailable'],
      }),
      opensTip,
      validate('query', PhotoQuery),
      async (c) => {
        const jpeg = await desk.photo(c.get('opened'), c.req.param('id'), c.req.valid('query').size);
        return c.body(jpeg, 200, { 'Content-Type': 'image/jpeg' });
      },
    );
  routes.post(
    '/acknowledge',
    staffRoute({
      summary: 'Take many tips up at once',
      description:
        'As after a flood. Each is taken up or refused by itself, in the order of the request; a tip out of reach is not there.',
      answer: { status: 200, description: 'What became of each.', schema: AcknowledgedTips },
      problems: [...bodyProblems],
    }),
    requireScope('act'),
    jsonBody(),
    validate('json', AcknowledgeTips),
    async (c) => c.json(await desk.acknowledgeAll(c.get('actor'), c.req.valid('json').codes), 200),
  );
  for (const move of Object.keys(descriptions) as DeskMove[]) {
    routes.post(
      `/:code/${move}`,
      describeMove(move),
      opensTip,
      mayMake(move),
      jsonBody(),
      validate('json', deskMoves[move]),
      async (c) => {
        // The schema of this very move has checked it.
        const request = { move, body: c.req.valid('json') } as DeskRequest;
        return c.json(await desk.act(c.get('opened'), c.get('actor'), request), 200);
      },
    );
  }
  return routes;
};

function describeMove(move: DeskMove): MiddlewareHandler {
  const { summary, description, problems = [] } = descriptions[move];
  return staffRoute({
    summary,
    ...(description ? { description } : {}),
    answer: { status: 200, description: 'The tip after it.', schema: DeskMoved },
    problems: [
      'tip_not_found',
      'move_not_allowed',
      'tip_changed',
      'messages_full',
      ...problems,
      ...bodyProblems,
    ],
  });
}
