import { Hono } from 'hono';
import {
  FormDefinition,
  ProcedureBundle,
  ProcedureDetail,
  ProcedureList,
  ProcedureQuery,
} from '#contract/procedures.ts';
import type { HttpEnv } from '../../http/http-env.ts';
import { route } from '../../http/openapi.ts';
import type { ReadyAnswers } from '../../http/ready-answers.ts';
import { type StoredAnswer, storedAnswer } from '../../http/stored-answer.ts';
import { validate } from '../../http/validate.ts';
import type { ProcedureService } from './procedure.service.ts';
import type { ProcedureCatalogue } from './procedure-catalogue.ts';

/** What is published reaches every phone within a minute; until then the ETag makes asking cheap. */
const publicCache = 'public, max-age=60';
/** What somebody asks is theirs alone: no shared cache keeps it. */
const ownCache = 'private, max-age=60';
/** The phone keeps the bundle itself and asks whether it is still good. */
const askedAnew = 'public, no-cache';

/** The whole book compressed as small as can be takes half a second: once for every state of it. */
const bundles = new WeakMap<ProcedureCatalogue, StoredAnswer>();

function bundleOf(catalogue: ProcedureCatalogue): StoredAnswer {
  const bundle = bundles.get(catalogue) ?? storedAnswer(catalogue.book, { isLasting: true });
  bundles.set(catalogue, bundle);
  return bundle;
}

/** `GET /api/procedures`, `GET /api/procedures/bundle` and `GET /api/procedures/{id}`. */
export const createProcedureRoutes = (procedures: ProcedureService, answers: ReadyAnswers) =>
  new Hono<HttpEnv>()
    .get(
      '/',
      route({
        summary: 'Procedures, ranked when something is asked',
        description:
          'Without `q` by group. With it the best first, nothing rather than nonsense; `intent` says that the question is for help (`sos`), a report (`tip`) or a phone (`hotline`). `unit`, without `q`: of a ward, what its police take. Carries an ETag.',
        tag: 'procedures',
        hasEtag: true,
        answer: { status: 200, description: 'A page of the list.', schema: ProcedureList },
        problems: ['invalid_input'],
      }),
      validate('query', ProcedureQuery),
      (c) => {
        const query = c.req.valid('query');
        const isOwn = query.q !== undefined || query.cursor !== undefined;
        const key = `procedures ${JSON.stringify([query.q, query.category, query.unit, query.cursor])}`;
        const make = async () => storedAnswer((await procedures.catalogue()).list(query));
        return answers.send(c, { key, make }, isOwn ? ownCache : publicCache);
      },
    )
    .get(
      '/bundle',
      route({
        summary: 'Everything about procedures and forms at once, for a phone to keep',
        description:
          'The procedures as they are in force, the forms’ definitions, laws, sources and the words of the search. Carries an ETag; compressed with brotli about 35 kB.',
        tag: 'procedures',
        hasEtag: true,
        answer: { status: 200, description: 'The book.', schema: ProcedureBundle },
      }),
      (c) => {
        const make = async () => bundleOf(await procedures.catalogue());
        return answers.send(c, { key: 'procedure bundle', make }, askedAnew);
      },
    )
    .get(
      '/:id',
      route({
        summary: 'One procedure in full',
        description:
          'With its laws, its sources and the days they were checked, and what units add of their own. `null` means: not known.',
        tag: 'procedures',
        hasEtag: true,
        answer: { status: 200, description: 'The procedure.', schema: ProcedureDetail },
        problems: ['not_found'],
      }),
      (c) => {
        const id = c.req.param('id');
        const make = async () => storedAnswer((await procedures.catalogue()).get(id));
        return answers.send(c, { key: `procedure ${id}`, make }, publicCache);
      },
    );

/** `GET /api/forms/{code}`. */
export const createFormRoutes = (procedures: ProcedureService, answers: ReadyAnswers) =>
  new Hono<HttpEnv>().get(
    '/:code',
    route({
      summary: 'The definition of a form',
      description:
        '`code` is its slug, for example `ct01` or `03-antt`. Without fields when its layout is not known.',
      tag: 'procedures',
      hasEtag: true,
      answer: { status: 200, description: 'The definition.', schema: FormDefinition },
      problems: ['not_found'],
    }),
    (c) => {
      const code = c.req.param('code');
      const make = async () => storedAnswer((await procedures.catalogue()).getForm(code));
      return answers.send(c, { key: `form ${code}`, make }, publicCache);
    },
  );
