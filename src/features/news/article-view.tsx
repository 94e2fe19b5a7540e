import { useState } from 'react';
import { newsPhotoUrl } from '../../api/news.ts';
import type { ArticleCopy } from '../../api/news-copy.ts';
import { instantText } from '../../lib/date-text.ts';
import { keptText } from '../../lib/kept-text.ts';
import { langOf, language } from '../../lib/language.ts';
import { useAtomValue } from '../../lib/store.ts';
import { useNow } from '../../lib/use-now.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { sharedAddress } from '../../platform/surroundings.ts';
import { useOutsidePage } from '../../platform/use-outside-page.ts';
import { pathOfArticle, paths } from '../../text/paths.ts';
import { newsText } from '../../text/vi-news.ts';
import { ArticleBody } from '../../ui/article-body.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { Attachments } from './attachments.tsx';
import styles from './news.module.css';

const words = newsText.article;
const largeName = 'news-large';

/** An article, what has become of it since, and how to send it on. `isBehind`: shown from the phone, unchecked. */
export function ArticleView({ copy, isBehind }: { copy: ArticleCopy; isBehind: boolean }) {
  const { article } = copy;
  const { unopened, pressOn } = useOutsidePage();
  const [isLarge, setIsLarge] = useState(keptText.getItem(largeName) !== null);
  const toggleLarge = () => {
    if (isLarge) keptText.removeItem(largeName);
    else keptText.setItem(largeName, 'yes');
    setIsLarge(!isLarge);
  };
  return (
    <article className={styles.meta}>
      {language === 'en' && <p>{words.inVietnamese}</p>}
      <ArticleMarks copy={copy} isBehind={isBehind} />
      <div>
        <Button look="secondary" onPress={toggleLarge}>
          {isLarge ? words.smaller : words.larger}
        </Button>
      </div>
      <div lang={langOf(article.html)}>
        <p className={styles.lead}>{article.summary}</p>
        <ArticleBody
          html={article.html}
          isLarge={isLarge}
          photoUrl={newsPhotoUrl}
          pressOn={pressOn}
          words={words}
        />
      </div>
      {/* A copy that the phone kept before articles had files says nothing of them. */}
      <Attachments files={article.attachments ?? []} />
      <StatusLine>{unopened !== null && <p>{words.notOpened(unopened)}</p>}</StatusLine>
      <div className={styles.tools}>
        {/href="https?:/.test(article.html) && <p className={styles.soft}>{words.leaving}</p>}
        <Share id={article.id} title={article.title} />
        <LinkButton look="plain" to={paths.news}>
          {words.all}
        </LinkButton>
      </div>
    </article>
  );
}

const endCheckedEveryMs = 30_000;

function ArticleMarks({ copy, isBehind }: { copy: ArticleCopy; isBehind: boolean }) {
  const { article, checkedAt } = copy;
  const now = useNow(endCheckedEveryMs);
  const { urgentUntil, correctedAt } = article;
  const isOver = urgentUntil !== null && Date.parse(urgentUntil) <= now;
  return (
    <>
      {isBehind && (
        <Notice tone="info" announce="politely">
          <p>{words.keptCopy(instantText(checkedAt))}</p>
        </Notice>
      )}
      {urgentUntil !== null && (
        <Notice tone={isOver ? 'info' : 'danger'}>
          <p>
            <strong>{(isOver ? words.urgentOver : words.urgentUntil)(instantText(urgentUntil))}</strong>
          </p>
        </Notice>
      )}
      {correctedAt !== null && (
        <Notice tone="warning">
          <p>
            <strong>{words.correctedAt(instantText(correctedAt))}</strong>
          </p>
          {article.correction !== null && <p>{article.correction}</p>}
        </Notice>
      )}
    </>
  );
}

/** To somebody, or into a group of the neighbours. */
function Share({ id, title }: { id: string; title: string }) {
  const platform = useAtomValue(platformAtom);
  const [remark, setRemark] = useState<string | null>(null);
  const share = async () => {
    setRemark(null);
    const url = sharedAddress(pathOfArticle(id));
    const shared = await platform.shareLink({ url, title });
    if (shared.kind === 'declined') return;
    if (shared.kind === 'ok') return setRemark(words.shared);
    const copied = await platform.copyText(url);
    setRemark(copied.kind === 'ok' ? words.copied : words.shareFailed(url));
  };
  return (
    <>
      <Button look="secondary" icon="message" wide onPress={() => void share()}>
        {words.share}
      </Button>
      <StatusLine>{remark !== null && <p>{remark}</p>}</StatusLine>
    </>
  );
}
