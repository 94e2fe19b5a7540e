import type { SosStep } from '#contract/vocabulary.ts';
import {
  cut,
  excerptWithNumbers,
  formatSecond,
  formatTime,
  groupTextCharsMax,
} from '../../content/group-text.rules.ts';
import { sosWords as words } from '../../content/sos-words.ts';
import { isUnacknowledged, sosCode } from './sos.rules.ts';
import type { Sos } from './sos.store.ts';
import type { SosNewsKind } from './sos-forwarding.ts';

/** What a group is told of an alert, put together from what the caller looked up just now. */
export type SosMessageFacts = {
  alert: Sos;
  words: { text: string | null; phone: string | null; address: string | null };
  /** Of the alert, and of the others that have it besides the reader's. */
  unitName: string;
  otherNames: readonly string[];
  /** The sender named no unit and no place: the top unit has it because somebody must. */
  isNowhere: boolean;
  acknowledgedBy: string | null;
  /** It goes into a group, where a quoted answer takes it up. */
  isForGroup: boolean;
  publicUrl: string;
};

/** How a message reaches its reader, as for a tip. */
type Circumstances = { isResend: boolean; passedFrom: string | null };

const textLettersMax = 200;

/**
 * A message to a group: `needle` is its first line, which stands in the conversation once and by which it is found when that is read
 * back.
 */
export type SosMessage = { needle: string; text(circumstances: Circumstances): string };

/** The first message. Short, and whole by itself: what is known, where, whom to call back. */
export function alertMessageText(facts: SosMessageFacts): SosMessage {
  const { alert } = facts;
  return message(`${words.title} ${sosCode(alert.id)} · ${formatSecond(alert.createdAt)}`, [
    ...endLines(facts),
    ...situationLines(facts),
    deskLine(facts),
  ]);
}

/** Something changed. The newest that is known stands in it, whatever it was that changed. `at`: when the message was stored. */
export function newsMessageText(facts: SosMessageFacts, about: SosNewsKind, at: string): SosMessage {
  return message(`${sosCode(facts.alert.id)} · ${words.news[about]} ${formatSecond(at)}`, [
    ...endLines(facts),
    ...(about === 'changed' ? situationLines(facts) : []),
    ...(about === 'cancelled' ? phoneLines(facts) : []),
    deskLine(facts),
  ]);
}

/** Nobody had taken it up. Read when it is sent: whoever has taken it up since is named instead. */
export function climbMessageText(facts: SosMessageFacts, step: SosStep, at: string): SosMessage {
  const { alert } = facts;
  const said = words.climb[step];
  const minutes = Math.max(1, Math.floor((Date.parse(at) - Date.parse(alert.createdAt)) / 60_000));
  const isWaiting = isUnacknowledged(alert.status);
  return message(`${said.title} · ${sosCode(alert.id)} · ${formatSecond(at)}`, [
    ...(isWaiting ? [`${words.nobody} ${minutes} ${words.minutes}. ${said.request}`] : endLines(facts)),
    `${words.unit}: ${facts.unitName}`,
    ...situationLines(facts),
    deskLine(facts),
  ]);
}

function message(needle: string, lines: readonly string[]): SosMessage {
  return {
    needle,
    text: ({ isResend, passedFrom }) => {
      const head = isResend ? `${needle} ${words.again}` : needle;
      const from = passedFrom === null ? [] : [`${words.passedFrom} ${passedFrom}: ${words.notReceived}`];
      return cut([head, ...from, ...lines].join('\n').normalize('NFC'), groupTextCharsMax);
    },
  };
}

/** What has ended the waiting, first. */
function endLines({ alert, acknowledgedBy }: SosMessageFacts): string[] {
  if (alert.closedAt !== null) {
    const reason = alert.closeReason === null ? '' : `: ${words.closeReasons[alert.closeReason]}`;
    return [`${words.closed} ${formatTime(alert.closedAt)}${reason}.`];
  }
  if (alert.status === 'cancelled' && alert.cancelledAt !== null)
    return [`${words.cancelled} ${formatTime(alert.cancelledAt)}. ${words.checkAnyway}`];
  if (alert.acknowledgedAt === null) return [];
  const by = acknowledgedBy === null ? '' : `: ${acknowledgedBy}`;
  return [`${words.acknowledged}${by} ${words.at} ${formatTime(alert.acknowledgedAt)}.`];
}

/**
 * What happens, where, whom to call. Free words stay out of the group where they tell of violence at home: what happens and where is
 * what brings somebody there, and more than the officers of the ward are in a group.
 */
function situationLines(facts: SosMessageFacts): string[] {
  const { alert, otherNames } = facts;
  const isAtHome = alert.situation === 'domestic_violence';
  const { text } = facts.words;
  return [
    alert.situation === null ? words.situationUnknown : words.situations[alert.situation],
    ...placeLines(facts),
    ...phoneLines(facts),
    ...(isAtHome ? [words.callWithCare] : []),
    ...(text === null
      ? []
      : [isAtHome ? words.textAtDesk : `${words.text}: ${excerptWithNumbers(text, textLettersMax)}`]),
    ...(otherNames.length > 0 ? [`${words.alsoAt}: ${otherNames.join(', ')}.`] : []),
    ...(alert.source === 'chat' ? [words.fromChat] : []),
    ...(alert.isFlagged ? [words.flagged] : []),
  ];
}

function placeLines({ alert, words: written, unitName, isNowhere }: SosMessageFacts): string[] {
  const { place } = alert;
  const address =
    written.address === null
      ? []
      : [`${words.place}: ${excerptWithNumbers(written.address, textLettersMax)}`];
  if (place === null) return [...address, isNowhere ? words.noPlaceAtAll : `${words.noPlace}: ${unitName}.`];
  const accuracy = place.accuracyM === null ? '' : `±${Math.round(place.accuracyM)} m, `;
  const point = `${place.lat.toFixed(6)},${place.lng.toFixed(6)}`;
  return [
    ...address,
    `${words.coordinates}: ${point} (${accuracy}${words.measuredAt} ${formatTime(place.at)})`,
  ];
}

const phoneLines = ({ words: written }: SosMessageFacts): string[] => [
  written.phone === null ? words.noPhone : `${words.phone}: ${written.phone}`,
];

function deskLine({ alert, isForGroup, publicUrl }: SosMessageFacts): string {
  const how = isForGroup ? words.takeUp : words.takeUpAtDesk;
  return `${isUnacknowledged(alert.status) ? how : words.openDesk}: ${publicUrl}/desk/sos/${alert.id}`;
}
