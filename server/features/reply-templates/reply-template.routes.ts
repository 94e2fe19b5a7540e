import { Hono } from 'hono';
import { ReplyTemplates, ReplyTemplatesQuery } from '#contract/reply-templates.ts';
import type { ContentPack } from '../../content/pack.ts';
import { AppError } from '../../http/app-error.ts';
import { staffRoute } from '../../http/openapi.ts';
import { validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import { templatesFor } from './reply-template.rules.ts';

type Place = {
  pack: Pick<ContentPack, 'replyTemplates' | 'units'>;
  findCategory(id: string): { id: string; name: string; group: string } | undefined;
};

/** `/api/staff/templates`, behind `requireStaff`; for those who write or approve replies. It knows no tip: the code is only written in. */
export const createReplyTemplateRoutes = ({ pack, findCategory }: Place) => {
  const unitNames = new Map(pack.units.map(({ id, name }) => [id, name]));
  return new Hono<StaffEnv>().get(
    '/',
    staffRoute({
      summary: 'What a reply, a question or an advice may begin with',
      description:
        'Of the content pack, filled in with unit, code and category. Those of the category come first, then those of its group, then those for everything. In square brackets is what only the writer knows.',
      answer: { status: 200, description: 'The templates.', schema: ReplyTemplates },
      problems: ['invalid_input', 'unit_not_found', 'category_unknown'],
    }),
    requireScope('act', 'approve'),
    validate('query', ReplyTemplatesQuery),
    (c) => {
      const query = c.req.valid('query');
      const category = query.category === undefined ? null : findCategory(query.category);
      if (category === undefined) throw new AppError('category_unknown');
      const unit = unitNames.get(query.unit ?? c.get('actor').unitId);
      if (unit === undefined) throw new AppError('unit_not_found');
      const facts = { unit, code: query.code ?? null, category: category?.name ?? null };
      return c.json(templatesFor(pack.replyTemplates, category, facts), 200);
    },
  );
};
