import type { TipView } from '#contract/tips.ts';
import type { TipAccess } from '../../api/sent-tips.ts';
import { instantText } from '../../lib/date-text.ts';
import { text } from '../../text/vi.ts';
import { sentTipText } from '../../text/vi-sent-tips.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/screen.tsx';
import { SentPhotos } from './sent-photos.tsx';
import styles from './track-tip.module.css';

/** Where the tip stands now, in one sentence. */
export function TipStanding({ tip }: { tip: TipView }) {
  return (
    <Notice tone="info" announce="politely">
      <p>
        <strong>{text.status[tip.status]}</strong>
      </p>
      {tip.status === 'received' && <p>{text.track.acknowledgeBy(instantText(tip.acknowledgeBy))}</p>}
    </Notice>
  );
}

/** What was sent, as it was sent. */
export function TipFacts({ tip, access }: { tip: TipView; access: TipAccess }) {
  const facts: [string, string | null][] = [
    [text.track.unit, tip.unit.name],
    [text.track.sentAt, instantText(tip.createdAt)],
    [text.track.kind, text.tip.kind[tip.kind]],
    [text.track.category, tip.category.name],
    [text.track.description, tip.description || sentTipText.open.erased],
    [text.track.address, tip.address],
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
