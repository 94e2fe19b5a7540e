import type { DeskEntry, DeskTip } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import { momentText } from '../../lib/date-text.ts';
import { deskTipText } from '../../text/vi-desk-tip.ts';
import styles from './desk-tip.module.css';
import { TipPhotos } from './tip-photos.tsx';

const words = deskTipText.history;
// A newer server may know more events than this build.
const names: Partial<Record<string, string>> = words.event;
const internal: readonly string[] = ['noted', 'reply_drafted', 'reply_sent_back', 'reminded'];

/** All that happened to a tip, the newest first, in plain words with who and when. */
export function TipHistory({ tip, desk }: { tip: DeskTip; desk: DeskApi }) {
  const now = new Date();
  return (
    <section className={styles.section}>
      <h2>{words.heading}</h2>
      <ol className={styles.history} reversed>
        {tip.history.toReversed().map((entry) => (
          <li key={entry.sequence} data-side={entry.actor} data-internal={isInternal(entry) || undefined}>
            <EntryHead entry={entry} now={now} />
            {entry.event !== 'received' && entry.text && <p className={styles.said}>{entry.text}</p>}
            {entry.event !== 'received' && (
              <TipPhotos photoIds={entry.photoIds} desk={desk} code={tip.code} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

const isInternal = ({ event }: DeskEntry): boolean => internal.includes(event);

function EntryHead({ entry, now }: { entry: DeskEntry; now: Date }) {
  return (
    <>
      <p className={styles.entryTitle}>
        <strong>{sentenceOf(entry)}</strong>
        {isInternal(entry) && <span className={styles.internal}>{words.internal}</span>}
      </p>
      <p className={styles.soft}>
        {actorOf(entry)} · {momentText(entry.at, now)}
      </p>
    </>
  );
}

/** What happened in one line: "Chuyển đơn vị: tới Đội CSGT". */
export function sentenceOf(entry: DeskEntry): string {
  const { toUnit, toStaff, fromCategory, toCategory, stars } = entry;
  const name = names[entry.event] ?? words.eventOther;
  const details = [
    ...(stars === null ? [] : [words.stars(stars)]),
    ...(toUnit ? [words.to(toUnit.name)] : []),
    ...(toStaff ? [words.to(toStaff.name)] : []),
    ...(fromCategory && toCategory ? [words.fromTo(fromCategory.name, toCategory.name)] : []),
  ];
  return details.length === 0 ? name : `${name}. ${details.join('. ')}`;
}

/** Who did it, and for which unit; an answer in the unit's group may be of a member whom the staff list does not know. */
export function actorOf({ actor, staff, unit, via }: DeskEntry): string {
  if (actor === 'citizen') return words.citizen;
  if (actor === 'clock') return words.clock;
  const who = [staff?.name, unit?.name].filter((name) => name !== undefined).join(', ');
  return via === 'group' ? words.inGroup(who) : who;
}
