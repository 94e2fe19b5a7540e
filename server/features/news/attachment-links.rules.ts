import type { NewsAttachment } from '#contract/news.ts';
import { escapeHtml } from './article-html.rules.ts';

const heading = 'Tài liệu kèm theo';

/** The files of an article as links, for where its text stands without our app; empty without any. `url`: whole addresses. */
export function attachmentLinks(attachments: readonly Pick<NewsAttachment, 'url' | 'name'>[]): string {
  if (attachments.length === 0) return '';
  const items = attachments.map(
    ({ url, name }) => `<li><a href="${escapeHtml(url)}">${escapeHtml(name)}</a></li>`,
  );
  return `<p>${heading}:</p><ul>${items.join('')}</ul>`;
}
