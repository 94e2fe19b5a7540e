import { Hono } from 'hono';
import {
  FormDefinition,
  ProcedureBundle,
  ProcedureDetail,
  ProcedureList,
  ProcedureQuery,
} from '#contract/procedures.ts';
import { compressed } from '../../http/compressed.ts';
import type { HttpEnv } from '../../http/http-env.ts';
import { route } from '../../http/openapi.ts';
import { type StoredAnswer, sendStored, storedAnswer } from '../../http/stored-answer.ts';
import { validate } from '../../http/validate.ts';
import type { ProcedureService } from './procedure.service.ts';
import { type PackedBook, packBook, takesBrotli } from './procedure-bundle.ts';
import type { ProcedureCatalogue } from './procedure-catalogue.ts';

/** What is published reaches every phone within a minute; until then the ETag makes asking cheap. */
const publicCache = 'public, max-age=60';
/** What somebody asks is theirs alone: no shared cache keeps it. */
const ownCache = 'private, max-age=60';
/** The phone keeps the bundle itself and asks whether it is still good. */
const askedAnew = 'public, no-cache';

/** Answers made ready; they hold what exists, no more: for anything else the catalogue throws before something is kept. */
type Answers = {
  lists: Map<string, StoredAnswer>;
  details: Map<string, StoredAnswer>;
  forms: Map<string, StoredAnswer>;
  bundle?: Promise<PackedBook>;
};

/** A catalogue's answers go when it goes. */
const keptAnswers = new WeakMap<ProcedureCatalogue, Answers>();

function answersOf(catalogue: ProcedureCatalogue): Answers {
  const answers = keptAnswers.get(catalogue) ?? { lists: new Map(), details: new Map(), forms: new Map() };
  keptAnswers.set(catalogue, answers);
  return answers;
}

/** `GET /api/procedures`, `GET /api/procedures/bundle` and `GET /api/procedures/{id}`. */
export const createProcedureRoutes = (procedures: ProcedureService) =>
  new Hono<HttpEnv>()
    .use(compressed())
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
      async (c) => {
        const query = c.req.valid('query');
        const catalogue = await procedures.catalogue();
        if (query.q !== undefined || query.cursor !== undefined) {
          return sendStored(c, storedAnswer(catalogue.list(query)), ownCache);
        }
        const { lists } = answersOf(catalogue);
        const key = JSON.stringify([query.category, query.unit]);
        const answer = lists.get(key) ?? storedAnswer(catalogue.list(query));
        lists.set(key, answer);
        return sendStored(c, answer, publicCache);
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
      async (c) => {
        const catalogue = await procedures.catalogue();
        const answers = answersOf(catalogue);
        answers.bundle ??= packBook(catalogue.book);
        const { plain, brotli } = await answers.bundle;
        c.header('Vary', 'Accept-Encoding', { append: true });
        if (!takesBrotli(c.req.header('accept-encoding'))) return sendStored(c, plain, askedAnew);
        const answer = sendStored(c, brotli, askedAnew);
        if (answer.status === 200) answer.headers.set('Content-Encoding', 'br');
        return answer;
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
      async (c) => {
        const id = c.req.param('id');
        const catalogue = await procedures.catalogue();
        const { details } = answersOf(catalogue);
        const answer = details.get(id) ?? storedAnswer(catalogue.get(id));
        details.set(id, answer);
        return sendStored(c, answer, publicCache);
      },
    );

/** `GET /api/forms/{code}`. */
export const createFormRoutes = (procedures: ProcedureService) =>
  new Hono<HttpEnv>().use(compressed()).get(
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
    async (c) => {
      const code = c.req.param('code');
      const catalogue = await procedures.catalogue();
      const { forms } = answersOf(catalogue);
      const answer = forms.get(code) ?? storedAnswer(catalogue.getForm(code));
      forms.set(code, answer);
      return sendStored(c, answer, publicCache);
    },
  );
