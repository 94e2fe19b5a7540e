import { Hono, type MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ErrorCode } from '#contract/problem.ts';
import {
  type EditingAct,
  EditionQuery,
  editingLimits,
  NewNoteEdition,
  NewProcedureEdition,
  PublishEdition,
  SendBackEdition,
  StaffProcedure,
  StaffProcedureNote,
  StaffProcedures,
} from '#contract/staff-procedures.ts';
import { requireIfMatch, seenBy } from '../../http/if-match.ts';
import { bodyProblems, staffRoute } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { ProcedureEditing } from './procedure-editing.service.ts';
import type { OpenedTrack } from './procedure-tracks.ts';

type EditEnv = { Variables: StaffEnv['Variables'] & { track: OpenedTrack<unknown> } };

const ofEach = ['not_found'] as const satisfies readonly ErrorCode[];

/** One kind of content: a procedure as all units share it, or a unit's note. */
type Kind = {
  path: string;
  what: string;
  open(actor: StaffActor, param: (name: 'id' | 'unit') => string): OpenedTrack<unknown>;
  view(actor: StaffActor, track: OpenedTrack<unknown>, version?: number): Promise<unknown>;
  schema: typeof StaffProcedure | typeof StaffProcedureNote;
  edition: typeof NewProcedureEdition | typeof NewNoteEdition;
};

/** `/api/staff/procedures`, behind `requireStaff`. Access is decided before a query or a body is read (design 6). */
export function createProcedureEditingRoutes(editing: ProcedureEditing): Hono<EditEnv> {
  const routes = new Hono<EditEnv>().use('/*', requireScope('edit')).get(
    '/',
    staffRoute({
      summary: 'All procedures, with what waits for a second person',
      answer: { status: 200, description: 'All of them.', schema: StaffProcedures },
    }),
    async (c) => c.json(await editing.list(c.get('actor')), 200),
  );
  addKind(routes, editing, {
    path: '/:id',
    what: 'a procedure, as all units share it',
    open: (actor, param) => editing.openShared(actor, param('id')),
    view: (actor, { procedureId }, version) => editing.viewShared(actor, procedureId, version),
    schema: StaffProcedure,
    edition: NewProcedureEdition,
  });
  addKind(routes, editing, {
    path: '/:id/notes/:unit',
    what: 'a unit’s own note to a procedure',
    open: (actor, param) => editing.openNote(actor, param('id'), param('unit')),
    view: (actor, { procedureId, unitId }, version) =>
      editing.viewNote(actor, { id: procedureId, unit: unitId ?? '' }, version),
    schema: StaffProcedureNote,
    edition: NewNoteEdition,
  });
  return routes;
}

function addKind(routes: Hono<EditEnv>, editing: ProcedureEditing, kind: Kind): void {
  const opens = createMiddleware<EditEnv>(async (c, next) => {
    c.set(
      'track',
      kind.open(c.get('actor'), (name) => c.req.param(name) ?? ''),
    );
    await next();
  });
  const mayDo = (act: EditingAct) =>
    createMiddleware<EditEnv>(async (c, next) => {
      await editing.assertMay(c.get('actor'), c.get('track'), act);
      await next();
    });
  /** The ETag is read first: what changes while the rest is read makes the next PUT fail, never overwrite. */
  const answer = async (c: Parameters<MiddlewareHandler<EditEnv>>[0], version?: number) => {
    const track = c.get('track');
    c.header('ETag', await editing.etagOf(track));
    return c.json(await kind.view(c.get('actor'), track, version), 200);
  };

  routes.get(
    kind.path,
    describe(`Read ${kind.what}, with its versions`, kind, ['invalid_input']),
    opens,
    validate('query', EditionQuery),
    (c) => answer(c, c.req.valid('query').version),
  );
  routes.put(
    kind.path,
    describe(
      `Propose ${kind.what}`,
      kind,
      [...bodyProblems, 'precondition_required', 'content_changed'],
      '`If-Match` names the ETag that was read. A second person publishes it; until then what is in force stays.',
    ),
    opens,
    mayDo('propose'),
    requireIfMatch,
    jsonBody(editingLimits.bodyBytesMax),
    validate('json', kind.edition),
    async (c) => {
      await editing.propose(
        c.get('actor'),
        c.get('track'),
        c.req.valid('json'),
        seenBy(c.req.header('if-match')),
      );
      return answer(c);
    },
  );
  routes.post(
    `${kind.path}/publish`,
    describe(
      `Publish ${kind.what}`,
      kind,
      [...bodyProblems, 'own_proposal', 'no_proposal'],
      'By somebody of the right unit who did not propose it: of the unit at the top for what is shared, of the unit or one above it for a note.',
    ),
    opens,
    mayDo('publish'),
    jsonBody(),
    validate('json', PublishEdition),
    async (c) => {
      await editing.publish(c.get('actor'), c.get('track'), c.req.valid('json'));
      return answer(c);
    },
  );
  routes.post(
    `${kind.path}/send-back`,
    describe(
      `Send back what was proposed for ${kind.what}`,
      kind,
      [...bodyProblems, 'own_proposal', 'no_proposal'],
      'With a remark for who proposed it; who proposed it may take it back.',
    ),
    opens,
    mayDo('send-back'),
    jsonBody(),
    validate('json', SendBackEdition),
    async (c) => {
      await editing.sendBack(c.get('actor'), c.get('track'), c.req.valid('json'));
      return answer(c);
    },
  );
}

function describe(
  summary: string,
  { schema }: Kind,
  problems: readonly ErrorCode[],
  description?: string,
): MiddlewareHandler {
  return staffRoute({
    summary,
    ...(description ? { description } : {}),
    answer: { status: 200, description: 'What is in force, what waits, and what there was.', schema },
    problems: [...ofEach, ...problems],
  });
}
