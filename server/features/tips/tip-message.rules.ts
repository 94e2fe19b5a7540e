import {
  cut,
  excerpt,
  formatInstant,
  formatSecond,
  formatTime,
  groupTextCharsMax as messageCharsMax,
} from '../../content/group-text.rules.ts';
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
} & MessageCircumstances;

/** How a message reaches its reader. */
export type MessageCircumstances = {
  /** An earlier attempt may have arrived. */
  isResend: boolean;
  /** The unit that this should have reached, when it goes to the unit above. */
  passedFrom: string | null;
};

/** How many photos follow the text into the group. */
export const groupPhotosMax = 3;

/**
 * The text for a unit's duty group: never who sent it, numbers masked, no mention that would ring everybody. A restricted tip
 * (promise 11) says only that it is there.
 */
export function tipMessage(facts: TipMessageFacts): string {
  const { tip } = facts;
  const desk = `${words.group.openDesk}: ${deskUrl(facts.publicUrl, tip.code)}`;
  const head = headLines(tipTitle(tip), facts);
  if (tip.isRestricted) return [...head, words.group.restricted, desk].join('\n').normalize('NFC');
  const withContent = (content: string) =>
    [
      ...head,
      `${words.group.kinds[tip.kind as keyof typeof words.group.kinds]} · ${facts.categoryName}`,
      `${words.group.sentAt}: ${formatInstant(tip.createdAt)}${tip.happenedAt ? `; ${words.group.happenedAt} ${formatInstant(tip.happenedAt)}` : ''}`,
      `${words.group.unit}: ${facts.unitName}${tip.certainty === 'near_border' ? ` (${words.group.nearBorder})` : ''}${tip.certainty === 'outside' ? ` (${words.group.outside})` : ''}`,
      ...placeLines(facts),
      `${words.group.content}: ${content}`,
      ...(tip.photoCount > 0 ? [`${words.group.photos}: ${tip.photoCount}`] : []),
      `${words.group.acknowledgeBy} ${formatTime(tip.acknowledgeBy)}. ${desk}`,
    ]
      .join('\n')
      .normalize('NFC');
  const content = excerpt(facts.words?.description ?? '', facts.groupTextCharsMax);
  return withContent(cut(content, messageCharsMax - withContent('').length));
}

/** The first line of a tip's message, by which it is found again when the conversation is read back. */
export function tipTitle(tip: Pick<Tip, 'code' | 'isRestricted'>): string {
  return tip.isRestricted ? tip.code : `${words.group.title} ${tip.code}`;
}

/** What stands first in every message. */
export function headLines(title: string, { isResend, passedFrom }: MessageCircumstances): string[] {
  return [
    isResend ? `${title} ${words.group.again}` : title,
    ...(passedFrom === null ? [] : [`${words.group.passedFrom} ${passedFrom}: ${words.group.notReceived}`]),
  ];
}

/** Tips that say nearly the same as others the group has: all codes, in order, and nothing else of them. */
export type DigestFacts = {
  /** At least one. */
  tips: readonly Pick<Tip, 'code' | 'kind' | 'createdAt' | 'photoCount'>[];
  leaderCode: string;
  categoryName: string;
  publicUrl: string;
};

export function digestTitle(tips: DigestFacts['tips']): string {
  return `${tips.length} ${words.group.digest.title} ${tips.at(0)?.code} … ${tips.at(-1)?.code}`;
}

export function digestMessage(facts: DigestFacts & MessageCircumstances): string {
  const { digest, kinds } = words.group;
  const [first] = facts.tips;
  const last = facts.tips.at(-1);
  if (!first || !last) throw new RangeError('A digest of nothing.');
  const photos = facts.tips.reduce((sum, tip) => sum + tip.photoCount, 0);
  return [
    ...headLines(digestTitle(facts.tips), facts),
    `${kinds[first.kind as keyof typeof kinds]} · ${facts.categoryName}`,
    `${digest.like} ${facts.leaderCode}; ${digest.between} ${formatInstant(first.createdAt)} ${digest.until} ${formatInstant(last.createdAt)}`,
    `${digest.codes}: ${facts.tips.map((tip) => tip.code).join(', ')}`,
    ...(photos > 0 ? [`${digest.photos}: ${photos}`] : []),
    `${words.group.openDesk}: ${facts.publicUrl}/desk`,
  ]
    .join('\n')
    .normalize('NFC');
}

/** When the sender added something or asked to look again: by the second, so that two updates of one tip are told apart. */
export function tipUpdateTitle(code: string, at: string): string {
  return `${code} · ${formatSecond(at)}`;
}

/** Says that something new came to a tip, and nothing of what it says. */
export function tipUpdateMessageText(
  facts: {
    tip: Pick<Tip, 'code' | 'isRestricted'>;
    kind: keyof typeof words.group.updates;
    at: string;
    publicUrl: string;
  } & MessageCircumstances,
): string {
  const { code, isRestricted } = facts.tip;
  return [
    ...headLines(tipUpdateTitle(code, facts.at), facts),
    isRestricted ? words.group.restricted : words.group.updates[facts.kind],
    `${words.group.openDesk}: ${deskUrl(facts.publicUrl, code)}`,
  ]
    .join('\n')
    .normalize('NFC');
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

const deskUrl = (publicUrl: string, code: string): string => `${publicUrl}/desk/tips/${code}`;
