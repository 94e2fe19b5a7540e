import { basename, join } from 'node:path';
import type * as z from 'zod';
import type { CategoriesFile } from './pack.schema.ts';
import type { PackProblem } from './pack-checks.rules.ts';
import { isFile, packFolder, reader } from './pack-reader.ts';
import { ReplyTemplatesFile } from './reply-template.schema.ts';

const file = 'reply-templates.json';
/** Whose templates are proposed where neither a pack nor what it includes has its own. */
const ownTemplates = 'shared';

/**
 * The pack's own `reply-templates.json`, else the nearest included one, else the product's; what is wrong goes to `problems`. Only the
 * pack's own has to know the pack's categories: what is shared serves packs that have others, where it is proposed to nobody.
 */
export async function readReplyTemplates(
  packPath: string,
  includes: readonly string[],
  problems: PackProblem[],
  categories: z.infer<typeof CategoriesFile> | null,
): Promise<ReplyTemplatesFile | null> {
  if (await isFile(join(packPath, file))) {
    const own = await reader(packPath, problems)(file, ReplyTemplatesFile, JSON.parse);
    if (own && categories) problems.push(...unknownIn(own, categories));
    return own;
  }
  for (const name of [...includes, ownTemplates]) {
    const path = packFolder(name, packPath);
    if (await isFile(join(path, file)))
      return await reader(path, problems, `${basename(path)}/`)(file, ReplyTemplatesFile, JSON.parse);
  }
  return null;
}

function unknownIn({ templates }: ReplyTemplatesFile, known: z.infer<typeof CategoriesFile>): PackProblem[] {
  const ids = {
    groups: new Set(known.tipCategoryGroups.map(({ id }) => id)),
    categories: new Set(known.tipCategories.map(({ id }) => id)),
  };
  return templates.flatMap((template, index) =>
    (['groups', 'categories'] as const).flatMap((key) =>
      (template[key] ?? [])
        .filter((id) => !ids[key].has(id))
        .map((id) => ({ file, path: ['templates', index, key], message: `categories.json has no "${id}"` })),
    ),
  );
}
