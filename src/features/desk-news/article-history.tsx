import type { StaffArticle } from '#contract/news.ts';
import { instantText } from '../../lib/date-text.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { deliveryReasonText } from '../../text/vi-desk-reasons.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/screen.tsx';
import styles from './desk-news.module.css';

const words = deskNewsText.article;

/** Who did what, newest first. */
export function ArticleHistory({ article }: { article: StaffArticle }) {
  const newestFirst = [...article.history].sort((one, other) => other.sequence - one.sequence);
  return (
    <Card>
      <h2>{words.history}</h2>
      <ol className={styles.history}>
        {newestFirst.map((entry) => (
          <li key={entry.sequence}>
            <strong>{entry.by?.name ?? words.byClock}</strong> {deskNewsText.events[entry.event]}
            <span className={styles.soft}> · {instantText(entry.at)}</span>
            {entry.words && <p className={styles.remark}>{entry.words}</p>}
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** What became of it at Zalo. */
export function ArticleDeliveries({ article }: { article: StaffArticle }) {
  if (article.deliveries.length === 0) return null;
  return (
    <Card>
      <h2>{words.deliveries}</h2>
      <ul className={styles.history}>
        {article.deliveries.map((delivery) => (
          <li key={delivery.id}>
            <strong>
              {words.deliveryKinds[delivery.kind]}: {words.deliveryStates[delivery.state] ?? delivery.state}
            </strong>
            <p className={styles.soft}>
              {delivery.unit.name} ·{' '}
              {words.delivery(
                instantText(delivery.finishedAt ?? delivery.requestedAt),
                delivery.requestedBy?.name ?? words.byClock,
              )}
            </p>
            {delivery.reason !== null && <p>{words.reason(deliveryReasonText(delivery.reason))}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Earlier texts, to look at. */
export function ArticleVersions(props: {
  article: StaffArticle;
  shown: number | null;
  onShow: (version: number | null) => void;
}) {
  const { article, shown } = props;
  const others = article.versions.filter(({ version }) => version !== article.text.version);
  if (others.length === 0 && shown === null) return null;
  return (
    <Card>
      <h2>{words.versions}</h2>
      {shown !== null && (
        <Button look="secondary" wide onPress={() => props.onShow(null)}>
          {words.seeNewest}
        </Button>
      )}
      {others.map(({ version, writtenAt }) => (
        <Button
          key={version}
          look="plain"
          wide
          onPress={() => props.onShow(version === article.version ? null : version)}
        >
          {words.seeVersion(version, instantText(writtenAt))}
        </Button>
      ))}
    </Card>
  );
}
