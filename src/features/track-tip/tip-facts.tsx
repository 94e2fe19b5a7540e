import type { TipView } from '#contract/tips.ts';
import type { TipAccess } from '../../api/sent-tips.ts';
import { instantText } from '../../lib/date-text.ts';
import { localName } from '../../text/content-words.ts';
import { sentTipText } from '../../text/vi-sent-tips.ts';
import { tipText } from '../../text/vi-tip.ts';
import { trackText } from '../../text/vi-track.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/screen.tsx';
import { SentPhotos } from './sent-photos.tsx';
import styles from './track-tip.module.css';

/** Where the tip stands now, in one sentence. */
export function TipStanding({ tip }: { tip: TipView }) {
  const isBack = tip.status === 'received' && tip.timeline.some(({ event }) => event === 'reopened');
  return (
    <Notice tone="info" announce="politely">
      <p>
        <strong>{isBack ? trackText.receivedAgain : trackText.statuses[tip.status]}</strong>
      </p>
      {tip.status === 'received' && <p>{trackText.acknowledgeBy(instantText(tip.acknowledgeBy))}</p>}
    </Notice>
  );
}

/** What was sent, as it was sent. */
export function TipFacts({ tip, access }: { tip: TipView; access: TipAccess }) {
  const facts: [string, string | null][] = [
    [trackText.unit, localName(tip.unit.name)],
    [trackText.sentAt, instantText(tip.createdAt)],
    [trackText.kind, tipText.kind[tip.kind]],
    [trackText.category, localName(tip.category.name)],
    [trackText.description, tip.description || sentTipText.open.erased],
    [trackText.address, tip.address],
  ];
  return (
    <Card>
      <dl className={styles.facts}>
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {tip.photoIds.length > 0 && (
        <>
          <h2>{sentTipText.open.photos}</h2>
          <SentPhotos photoIds={tip.photoIds} access={access} />
        </>
      )}
    </Card>
  );
}
