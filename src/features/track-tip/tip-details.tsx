import type { TipView } from '#contract/tips.ts';
import { instantText } from '../../lib/date-text.ts';
import { text } from '../../text/vi.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/screen.tsx';
import styles from './track-tip.module.css';

/** A tip as its sender sees it: where it stands, what was sent, what has happened, what was said. */
export function TipDetails({ tip }: { tip: TipView }) {
  return (
    <>
      <Notice tone="info">
        <p>
          <strong>{text.status[tip.status]}</strong>
        </p>
        {tip.status === 'received' && <p>{text.track.acknowledgeBy(instantText(tip.acknowledgeBy))}</p>}
      </Notice>
      <Facts tip={tip} />
      <Timeline timeline={tip.timeline} />
      <Messages messages={tip.messages} unitName={tip.unit.name} />
    </>
  );
}

function Facts({ tip }: { tip: TipView }) {
  const facts: [string, string | null][] = [
    [text.track.unit, tip.unit.name],
    [text.track.sentAt, instantText(tip.createdAt)],
    [text.track.kind, text.tip.kind[tip.kind]],
    [text.track.category, tip.category.name],
    [text.track.description, tip.description],
    [text.track.address, tip.address],
    [text.track.photoCount, tip.photoIds.length > 0 ? String(tip.photoIds.length) : null],
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
    </Card>
  );
}

const eventTexts: Record<string, string> = text.event;

function Timeline({ timeline }: { timeline: TipView['timeline'] }) {
  return (
    <Card>
      <h2>{text.track.timeline}</h2>
      <ol className={styles.timeline}>
        {timeline.map((entry) => (
          <li key={`${entry.at} ${entry.event}`}>
            <strong>{eventTexts[entry.event] ?? text.eventOther}</strong>
            <span className={styles.soft}>{instantText(entry.at)}</span>
            {entry.unit && <span className={styles.soft}>{entry.unit.name}</span>}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Messages({ messages, unitName }: { messages: TipView['messages']; unitName: string }) {
  return (
    <Card>
      <h2>{text.track.messages}</h2>
      {messages.length === 0 ? (
        <p>{text.track.noMessages}</p>
      ) : (
        <ol className={styles.messages}>
          {messages.map((message) => (
            <li
              key={message.id}
              className={message.from === 'unit' ? `${styles.message} ${styles.fromUnit}` : styles.message}
            >
              <strong>{message.from === 'unit' ? unitName : text.track.fromCitizen}</strong>
              <span>{message.text}</span>
              {message.photoIds.length > 0 && (
                <span>{text.track.messagePhotos(message.photoIds.length)}</span>
              )}
              <span className={styles.soft}>{instantText(message.at)}</span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
