import { words } from '../../content/words.ts';
import type { Tip, TipWords } from './tip.store.ts';

/** What the group is told of a tip, put together from what the caller looked up. */
export type TipMessageFacts = {
  tip: Tip;
  words: TipWords | undefined;
  categoryName: string;
  unitName: string;
  /** 300 where the pack sets nothing else. */
  groupTextCharsMax: number;
  publicUrl: string;
  isResend: boolean;
};

/** How many photos follow the text into the group. */
export const groupPhotosMax = 3;

/**
 * The text for a unit's duty group: never who sent it, numbers masked, no mention that would ring everybody. A restricted tip
 * (promise 11) says only that it is there.
 */
export function tipMessage(facts: TipMessageFacts): string {
  const { tip } = facts;
  const again = facts.isResend ? ` ${words.group.again}` : '';
  const desk = `${words.group.openDesk}: ${deskUrl(facts.publicUrl, tip.code)}`;
  if (tip.isRestricted) return `${tip.code}${again}\n${words.group.restricted}\n${desk}`;
  const lines = [
    `${words.group.title} ${tip.code}${again}`,
    `${words.group.kinds[tip.kind as keyof typeof words.group.kinds]} · ${facts.categoryName}`,
    `${words.group.sentAt}: ${formatInstant(tip.createdAt)}${tip.happenedAt ? `; ${words.group.happenedAt} ${formatInstant(tip.happenedAt)}` : ''}`,
    `${words.group.unit}: ${facts.unitName}${tip.certainty === 'near_border' ? ` (${words.group.nearBorder})` : ''}${tip.certainty === 'outside' ? ` (${words.group.outside})` : ''}`,
    ...placeLines(facts),
    `${words.group.content}: ${excerpt(facts.words?.description ?? '', facts.groupTextCharsMax)}`,
    ...(tip.photoCount > 0 ? [`${words.group.photos}: ${tip.photoCount}`] : []),
    `${words.group.acknowledgeBy} ${formatTime(tip.acknowledgeBy)}. ${desk}`,
  ];
  return lines.join('\n').normalize('NFC');
}

/**
 * Says that something new came to a tip, and nothing of what it says. The first line holds the second it happened in, so that two
 * updates of one tip can be told apart when the conversation is read back.
 */
export function tipUpdateText(facts: {
  tip: Pick<Tip, 'code' | 'isRestricted'>;
  kind: keyof typeof words.group.updates;
  at: string;
  publicUrl: string;
}): string {
  const { code, isRestricted } = facts.tip;
  const what = isRestricted ? words.group.restricted : words.group.updates[facts.kind];
  const title = `${code} · ${secondFormat.format(new Date(facts.at))}`;
  return `${title}\n${what}\n${words.group.openDesk}: ${deskUrl(facts.publicUrl, code)}`.normalize('NFC');
}

/** Stands under a photo in the group: which tip it belongs to, without the whole code, which stands there once. */
export function photoCaption(code: string, position: number, count: number): string {
  return `${words.group.photo} ${position}/${count} · ${code.replace(/^TB-/, '')}`;
}

function placeLines({ tip, words: written }: TipMessageFacts): string[] {
  const lines: string[] = [];
  if (written?.address) lines.push(`${words.group.place}: ${excerpt(written.address, 200)}`);
  if (tip.lat !== null && tip.lng !== null) {
    const point = `${tip.lat.toFixed(6)},${tip.lng.toFixed(6)}`;
    const accuracy = tip.accuracyM === null ? '' : ` (±${Math.round(tip.accuracyM)} m)`;
    lines.push(`${words.group.coordinates}: ${point}${accuracy} https://www.google.com/maps?q=${point}`);
  }
  return lines;
}

/** Masked first and cut afterwards, so that a cut does not free half a number. */
function excerpt(text: string, charsMax: number): string {
  const clean = maskNumbers(withoutMentions(text)).replace(/\s+/g, ' ').trim();
  const letters = [...clean];
  return letters.length <= charsMax ? clean : `${letters.slice(0, charsMax).join('')}…`;
}

/**
 * `[@id]` rings a member, `[@group]` everybody (zalo/server.md 3.6): a citizen may do neither. Repeated, so that taking one out
 * does not put another together; invisible and direction-changing letters go first.
 */
export function withoutMentions(text: string): string {
  let clean = text.replace(/[\p{Cc}\p{Cf}]/gu, (letter) => (letter === '\n' || letter === '\t' ? ' ' : ''));
  for (let before = ''; before !== clean; ) {
    before = clean;
    clean = clean.replace(/\[\s*@[^\]]*\]?/g, '');
  }
  return clean;
}

/** Nine digits or more, as phones, identity cards and accounts have; a date has eight. */
const digitRun = /(?<!\d)\+?\d(?:[\s.\-()]{0,2}\d){8,18}(?!\d)(?<money>\s*(?:đ|đồng|vnd|vnđ)(?!\p{L}))?/giu;

/** Phone, identity and account numbers keep their last two digits; sums of money stay. */
export function maskNumbers(text: string): string {
  return text.replace(digitRun, (run, money: string | undefined) => {
    if (money !== undefined) return run;
    return `•••${run.replace(/\D/g, '').slice(-2)}`;
  });
}

const instantFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const timeFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
});
const secondFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const deskUrl = (publicUrl: string, code: string): string => `${publicUrl}/desk/tips/${code}`;
const formatInstant = (instant: string): string => instantFormat.format(new Date(instant));
const formatTime = (instant: string): string => timeFormat.format(new Date(instant));
