import { newsLimits } from '#contract/news-limits.ts';
import { visibleText } from './article-text.rules.ts';

/** What some system takes for a path, a device or a pattern. */
const noNameSigns = /[/\\:*?"<>|%]+/g;
/** An extension: a file is a PDF, whatever its name would have it be. "Kế hoạch 12.2026" has none. */
const extension = /\.[a-z][a-z0-9]{1,4}$/i;

/** A file's name as people read it, without its extension; empty: nothing is left of it. */
export function attachmentTitle(name: string): string {
  let title = visibleText(name).replace(/\s+/g, ' ').replace(noNameSigns, ' ').replace(/ +/g, ' ').trim();
  while (extension.test(title)) title = title.replace(extension, '').trim();
  return title
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, newsLimits.attachmentNameCharsMax)
    .toWellFormed();
}

export const attachmentFileName = (title: string): string => `${title}.pdf`;
