import type { StaffArticle } from '#contract/news.ts';
import type { DeskApi } from '../../api/desk.ts';
import { portalAtom } from '../../api/portal.ts';
import { instantText } from '../../lib/date-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { ArticleBody } from '../../ui/article-body.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AttachmentList } from './attachment-list.tsx';
import styles from './desk-news.module.css';
import { StateMark } from './state-mark.tsx';
import { useArticlePhotos } from './use-desk-article.ts';

const words = deskNewsText.article;

/** How far it is, whose it is, and what stands in its way. */
export function ArticleHead({ article }: { article: StaffArticle }) {
  const portal = useAtomValue(portalAtom);
  const { text } = article;
  const category = portal?.newsCategories.find(({ id }) => id === text.category)?.name ?? text.category;
  const isShown = article.publishedVersion > 0 && article.state !== 'published';
  const waitsForOther = article.state === 'submitted' && !article.can.includes('approve');
  const last = article.history.reduce<StaffArticle['history'][number] | null>(
    (latest, entry) => (latest === null || entry.sequence > latest.sequence ? entry : latest),
    null,
  );
  const sentBack = article.state === 'draft' ? lastRemark(article) : null;
  return (
    <div className={styles.head}>
      <div className={styles.marks}>
        <StateMark state={article.state} />
        <span>{words.facts(article.unit.name, category, text.version)}</span>
      </div>
      <p className={styles.soft}>{words.authors(text.authors.map(({ name }) => name).join(', '))}</p>
      {text.urgentUntil !== null && (
        <p className={styles.urgent}>{words.urgentUntil(instantText(text.urgentUntil))}</p>
      )}
      {article.publishAt !== null && <p>{words.publishAt(instantText(article.publishAt))}</p>}
      {isShown && article.state !== 'withdrawn' && <p>{words.stillShown}</p>}
      {waitsForOther && <p>{words.waitsForOther}</p>}
      {article.state === 'withdrawn' && last?.words && <p>{last.words}</p>}
      {sentBack && (
        <Notice tone="warning">
          <p>
            <strong>{words.sentBack(sentBack.by?.name ?? words.byClock)}</strong>
          </p>
          <p className={styles.remark}>{sentBack.words}</p>
        </Notice>
      )}
    </div>
  );
}

/** Why it came back, until it goes out again. */
function lastRemark({ history }: StaffArticle): StaffArticle['history'][number] | null {
  const inOrder = [...history].sort((one, other) => one.sequence - other.sequence);
  const sent = inOrder.findLast(({ event }) => event === 'submitted' || event === 'sent_back');
  return sent?.event === 'sent_back' ? sent : null;
}

/** As the people have it before them; pictures come with this person's credential, before anything is published. */
export function ArticlePreview({ desk, article }: { desk: DeskApi; article: StaffArticle }) {
  const photos = useArticlePhotos(
    desk,
    article.id,
    article.photos.map(({ id }) => id),
  );
  const { text } = article;
  const isOld = text.version !== article.version;
  const isPublished = article.state === 'published';
  return (
    <section className={styles.preview} aria-labelledby="preview-heading">
      <h2 id="preview-heading" className={styles.previewHeading}>
        {isOld ? words.previewOld(text.version) : isPublished ? words.previewPublished : words.preview}
      </h2>
      <p className={styles.previewTitle}>{text.title}</p>
      {text.correction !== null && <p className={styles.soft}>{text.correction}</p>}
      <p>
        <strong>{text.summary}</strong>
      </p>
      <ArticleBody
        html={article.html}
        // Another address is another picture: what failed while it was on its way is drawn anew.
        key={photos.size}
        photoUrl={(address) => photos.get(address.split('/').at(-1) ?? '') ?? null}
        words={{ outside: words.outside, noPicture: deskNewsText.photos.loading }}
      />
      <AttachmentList desk={desk} article={article} />
    </section>
  );
}
