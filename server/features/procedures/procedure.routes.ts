import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { FormDefinition, ProcedureDetail, ProcedureList, ProcedureQuery } from '#contract/procedures.ts';
import type { HttpEnv } from '../../http/http-env.ts';
import { route } from '../../http/openapi.ts';
import { type StoredAnswer, sendStored, storedAnswer } from '../../http/stored-answer.ts';
import { validate } from '../../http/validate.ts';
import type { ProcedureService } from './procedure.service.ts';

/** A new pack reaches every phone within a minute; until then the ETag makes asking cheap. */
const publicCache = 'public, max-age=60';
/** What somebody asks is theirs alone: no shared cache keeps it. */
const ownCache = 'private, max-age=60';

/** `GET /api/procedures` and `GET /api/procedures/{id}`. */
export const createProcedureRoutes = (procedures: ProcedureService) => {
  // Hold what exists, no more: for anything else the service throws before something is kept.
  const lists = new Map<string, StoredAnswer>();
  const details = new Map<string, StoredAnswer>();
  return new Hono<HttpEnv>()
    .use(compress())
    .get(
      '/',
      route({
        summary: 'Procedures, ranked when something is asked',
        description:
          'Without `q` by group. With it the best first, nothing rather than nonsense; `intent` says that the question is for help (`sos`), a report (`tip`) or a phone (`hotline`). `unit`, without `q`: of a ward, what its police take. Carries an ETag.',
        tag: 'procedures',
        answer: { status: 200, description: 'A page of the list.', schema: ProcedureList },
        problems: ['invalid_input'],
      }),
      validate('query', ProcedureQuery),
      (c) => {
        const query = c.req.valid('query');
        if (query.q !== undefined || query.cursor !== undefined) {
          return sendStored(c, storedAnswer(procedures.list(query)), ownCache);
        }
        const key = JSON.stringify([query.category, query.unit]);
        const answer = lists.get(key) ?? storedAnswer(procedures.list(query));
        lists.set(key, answer);
        return sendStored(c, answer, publicCache);
      },
    )
    .get(
      '/:id',
      route({
        summary: 'One procedure in full',
        description: 'With its laws, its sources and the days they were checked. `null` means: not known.',
        tag: 'procedures',
        answer: { status: 200, description: 'The procedure.', schema: ProcedureDetail },
        problems: ['not_found'],
      }),
      (c) => {
        const id = c.req.param('id');
        const answer = details.get(id) ?? storedAnswer(procedures.get(id));
        details.set(id, answer);
        return sendStored(c, answer, publicCache);
      },
    );
};

/** `GET /api/forms/{code}`. */
export const createFormRoutes = (procedures: ProcedureService) => {
  const definitions = new Map<string, StoredAnswer>();
  return new Hono<HttpEnv>().use(compress()).get(
    '/:code',
    route({
      summary: 'The definition of a form',
      description:
        '`code` is its slug, for example `ct01` or `03-antt`. Without fields when its layout is not known.',
      tag: 'procedures',
      answer: { status: 200, description: 'The definition.', schema: FormDefinition },
      problems: ['not_found'],
    }),
    (c) => {
      const code = c.req.param('code');
      const answer = definitions.get(code) ?? storedAnswer(procedures.getForm(code));
      definitions.set(code, answer);
      return sendStored(c, answer, publicCache);
    },
  );
};
