import { words } from '../../content/words.ts';
import type { ClockStep } from './clock.rules.ts';

/** With these the text stays under Zalo's 2,000 letters, whatever the names; more make another notice. */
export const noticeCodesMax = 110;

const minuteMs = 60_000;

/** Tips of one unit that nobody has taken up: their codes and for how long, and nothing else of them. */
export type NoticeFacts = {
  step: ClockStep;
  /** The unit that has not taken them up. */
  unitName: string;
  /** At least one, those that are due longest first; instants in ISO-8601 UTC. */
  tips: readonly { code: string; startedAt: string; doneAt: string }[];
  /** When the notice was stored. */
  at: string;
  publicUrl: string;
};

/** `title` stands in this message and in no other of ours: by it the message is found again when the conversation is read back. */
export type NoticeText = { title: string; lines: string[] };

/** What a group is told when a clock has run. A restricted tip shows no more by it than any other: its code. */
export function noticeText(facts: NoticeFacts): NoticeText {
  const { tips, step } = facts;
  const [first] = tips;
  const last = tips.at(-1);
  if (!first || !last) throw new RangeError('A notice of nothing.');
  const said = words.group.clock[step];
  const minutes = Math.min(...tips.map(minutesWaited));
  const isAlone = tips.length === 1;
  const which = isAlone
    ? first.code
    : `${tips.length} ${words.group.clock.tips} ${first.code} … ${last.code}`;
  return {
    title: `${said.title} ${timeFormat.format(new Date(facts.at))} · ${which}`,
    lines: [
      `${words.group.clock.nobody} ${isAlone ? '' : `${words.group.clock.atLeast} `}${minutes} ${words.group.clock.minutes}.`,
      `${words.group.clock.unit}: ${facts.unitName}`,
      ...(isAlone ? [] : [`${words.group.digest.codes}: ${tips.map(({ code }) => code).join(', ')}`]),
      said.request,
      `${words.group.openDesk}: ${facts.publicUrl}/desk${isAlone ? `/tips/${first.code}` : ''}`,
    ],
  };
}

/** Whole minutes; none when the clock was set back meanwhile. */
function minutesWaited({ startedAt, doneAt }: NoticeFacts['tips'][number]): number {
  return Math.max(0, Math.floor((Date.parse(doneAt) - Date.parse(startedAt)) / minuteMs));
}

/** To the second, so that two notices of one kind are told apart. */
const timeFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
