import type { TipView } from '#contract/tips.ts';
import { momentText } from '../../lib/date-text.ts';
import { localName } from '../../text/content-words.ts';
import { sentTipText } from '../../text/vi-sent-tips.ts';
import { trackText } from '../../text/vi-track.ts';
import { NewMark } from '../../ui/new-mark.tsx';
import { Card } from '../../ui/screen.tsx';
import styles from './track-tip.module.css';

type Entry = TipView['timeline'][number];

// A newer server may know more events than this build.
const sentences: Partial<Record<string, (unit: string) => string>> = sentTipText.event;

function sentenceOf({ event, unit }: Entry): string {
  const sentence = sentences[event];
  return sentence ? sentence(unit ? localName(unit.name) : sentTipText.eventUnit) : sentTipText.eventOther;
}

/** All that has happened to the tip, the newest last, each with its time. */
export function TipTimeline({ timeline }: { timeline: TipView['timeline'] }) {
  const now = new Date();
  return (
    <Card>
      <h2>{trackText.timeline}</h2>
      <ol className={styles.timeline}>
        {timeline.map((entry) => (
          <li key={entry.sequence}>
            <p>
              <strong>{sentenceOf(entry)}</strong>{' '}
              {entry.isNew && <NewMark>{sentTipText.open.isNew}</NewMark>}
            </p>
            <p className={styles.soft}>{sentTipText.at(momentText(entry.at, now))}</p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
