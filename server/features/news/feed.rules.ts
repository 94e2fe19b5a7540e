import type { NewsArticle, NewsItem } from '#contract/news.ts';
import { escapeHtml } from './article-html.rules.ts';
import { attachmentLinks } from './attachment-links.rules.ts';

/** One article, in full; addresses of its files are whole. */
export type FeedItem = NewsItem & Pick<NewsArticle, 'html' | 'attachments'>;

/** What a feed is made of: RSS 2.0 and JSON Feed 1.1 say the same. */
export type FeedFacts = {
  unit: { id: string; name: string };
  publicUrl: string;
  /** Newest first. */
  items: readonly FeedItem[];
  categoryName(id: string): string;
};

const feedTitle = ({ unit }: FeedFacts): string => `Tin tức – ${unit.name}`;
const feedDescription = ({ unit }: FeedFacts): string =>
  `Tin tức và thông báo của ${unit.name} và các đơn vị cấp trên.`;
const linkOf = ({ publicUrl, unit }: FeedFacts, id: string): string =>
  `${publicUrl}/news/${id}?w=${encodeURIComponent(unit.id)}`;

/** RSS 2.0. Everything is escaped, the HTML of an article too: there is no CDATA that could be left. */
export function rssFeed(facts: FeedFacts): string {
  const { items, publicUrl, unit } = facts;
  const newest = items[0];
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>${escapeXml(feedTitle(facts))}</title>
<link>${escapeXml(`${publicUrl}/news?w=${encodeURIComponent(unit.id)}`)}</link>
<description>${escapeXml(feedDescription(facts))}</description>
<language>vi</language>
<atom:link href="${escapeXml(`${publicUrl}/feeds/${unit.id}.rss`)}" rel="self" type="application/rss+xml"/>
${newest ? `<lastBuildDate>${rfc822(newest.correctedAt ?? newest.publishedAt)}</lastBuildDate>\n` : ''}${items.map((item) => rssItem(facts, item)).join('\n')}
</channel>
</rss>
`;
}

function rssItem(facts: FeedFacts, item: FeedFacts['items'][number]): string {
  return `<item>
<title>${escapeXml(item.title)}</title>
<link>${escapeXml(linkOf(facts, item.id))}</link>
<guid isPermaLink="false">urn:uuid:${item.id}</guid>
<pubDate>${rfc822(item.publishedAt)}</pubDate>
<category>${escapeXml(facts.categoryName(item.category))}</category>
<description>${escapeXml(item.summary)}</description>
<content:encoded>${escapeXml(contentOf(item))}</content:encoded>
${enclosureOf(item)}</item>`;
}

const contentOf = ({ html, attachments }: FeedItem): string => `${html}${attachmentLinks(attachments)}`;

/** RSS 2.0 has one of them for an item: the others are in its text. */
function enclosureOf({ attachments: [first] }: FeedItem): string {
  if (!first) return '';
  return `<enclosure url="${escapeXml(first.url)}" length="${first.bytes}" type="application/pdf"/>\n`;
}

/** JSON Feed 1.1. */
export function jsonFeed(facts: FeedFacts): object {
  const { items, publicUrl, unit } = facts;
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: feedTitle(facts),
    description: feedDescription(facts),
    home_page_url: `${publicUrl}/news?w=${encodeURIComponent(unit.id)}`,
    feed_url: `${publicUrl}/feeds/${unit.id}.json`,
    language: 'vi',
    items: items.map((item) => ({
      id: `urn:uuid:${item.id}`,
      url: linkOf(facts, item.id),
      title: item.title,
      summary: item.summary,
      content_html: contentOf(item),
      ...(item.cover ? { image: `${publicUrl}${item.cover.url}` } : {}),
      date_published: item.publishedAt,
      ...(item.correctedAt ? { date_modified: item.correctedAt } : {}),
      authors: [{ name: item.unit.name }],
      tags: [facts.categoryName(item.category)],
      ...(item.attachments.length === 0
        ? {}
        : {
            attachments: item.attachments.map(({ url, name, bytes }) => ({
              url,
              mime_type: 'application/pdf',
              title: name,
              size_in_bytes: bytes,
            })),
          }),
      language: 'vi',
    })),
  };
}

/** What XML 1.0 cannot say at all, besides the five that are escaped. */
const notXml =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is what it is for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escapeXml = (text: string): string => escapeHtml(text.toWellFormed().replace(notXml, ''));

const rfc822 = (instant: string): string => new Date(instant).toUTCString().replace('GMT', '+0000');
