import type { ReplyTemplates } from '#contract/reply-templates.ts';
import type { ReplyTemplate } from '../../content/reply-template.schema.ts';

/** What a template is filled in with; null: not known here, so that whoever writes fills it in. */
export type TemplateFacts = { unit: string; code: string | null; category: string | null };

const blanks = { code: '[mã tin]', category: '[lĩnh vực]' };

/** The templates that fit a category, the closest first, each in the order of the pack; of no category: all. */
export function templatesFor(
  templates: readonly ReplyTemplate[],
  category: { id: string; group: string } | null,
  facts: TemplateFacts,
): ReplyTemplates {
  return {
    items: templates
      .map((template) => ({ template, distance: category ? distanceOf(template, category) : 0 }))
      .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
      .sort((one, other) => one.distance - other.distance)
      .map(({ template: { id, name, move, text } }) => ({ id, name, move, text: fill(text, facts) })),
  };
}

function distanceOf(
  { categories = [], groups = [] }: ReplyTemplate,
  category: { id: string; group: string },
): number {
  if (categories.includes(category.id)) return 0;
  if (groups.includes(category.group)) return 1;
  return categories.length + groups.length === 0 ? 2 : Number.POSITIVE_INFINITY;
}

/** In one pass, so that a name with braces in it is not filled in again. */
function fill(text: string, { unit, code, category }: TemplateFacts): string {
  const values = new Map([
    ['unit', unit],
    ['code', code ?? blanks.code],
    ['category', category ?? blanks.category],
  ]);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole);
}
