import type { TipMessage, TipView } from '#contract/tips.ts';
import type { TipAccess } from '../../api/sent-tips.ts';
import { momentText } from '../../lib/date-text.ts';
import { localName } from '../../text/content-words.ts';
import { sentTipText } from '../../text/vi-sent-tips.ts';
import { trackText } from '../../text/vi-track.ts';
import { NewMark } from '../../ui/new-mark.tsx';
import { Card } from '../../ui/screen.tsx';
import { SentPhotos } from './sent-photos.tsx';
import styles from './track-tip.module.css';

/** The conversation: the unit's words on the left, the sender's on the right. */
export function TipMessages({ tip, access }: { tip: TipView; access: TipAccess }) {
  const now = new Date();
  return (
    <Card>
      <h2>{trackText.messages}</h2>
      <ol className={styles.messages}>
        {tip.messages.map((message) => (
          <Message key={message.id} message={message} tip={tip} access={access} now={now} />
        ))}
      </ol>
    </Card>
  );
}

function Message(props: { message: TipMessage; tip: TipView; access: TipAccess; now: Date }) {
  const { message, tip } = props;
  const isOwn = message.from === 'citizen';
  const unitName = tip.timeline.find(({ sequence }) => String(sequence) === message.id)?.unit?.name;
  return (
    <li className={isOwn ? `${styles.message} ${styles.own}` : styles.message}>
      <p>
        <strong>{isOwn ? trackText.fromCitizen : localName(unitName ?? tip.unit.name)}</strong>{' '}
        {message.isNew && <NewMark>{sentTipText.open.isNew}</NewMark>}
      </p>
      {message.text !== '' && <p className={styles.words}>{message.text}</p>}
      {message.text === '' && message.photoIds.length === 0 && <p>{sentTipText.open.erased}</p>}
      {message.photoIds.length > 0 && <SentPhotos photoIds={message.photoIds} access={props.access} />}
      <p className={styles.soft}>{momentText(message.at, props.now)}</p>
    </li>
  );
}
