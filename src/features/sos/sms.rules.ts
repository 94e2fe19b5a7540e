import type { SosSituation } from '#contract/vocabulary.ts';
import type { Position } from '../../platform/platform.ts';
import { vietnameseName } from '../../text/content-words.ts';
import { sosText } from '../../text/vi-sos.ts';

const words = sosText.smsWords;

/** Five decimals are a metre; more digits only make the message longer. */
const decimals = 5;

export type SmsFacts = {
  fix: Position | null;
  situation: SosSituation | null;
  unitName: string | null;
  address: string | null;
};

/** What an officer needs to find somebody, in letters that one text message holds. */
export function smsOf({ fix, situation, unitName, address }: SmsFacts): string {
  const parts: string[] = [words.begin];
  if (situation) parts.push(words.situations[situation]);
  if (address) parts.push(words.address(withoutMarks(address)));
  if (fix) {
    const [lat, lng] = [fix.lat.toFixed(decimals), fix.lng.toFixed(decimals)];
    const accuracy = fix.accuracyM === null ? '' : words.accuracy(Math.round(fix.accuracyM));
    parts.push(words.place(lat, lng, accuracy, clock(fix.at)), `https://maps.google.com/?q=${lat},${lng}`);
  } else if (unitName) {
    parts.push(words.ward(withoutMarks(vietnameseName(unitName))));
  }
  return parts.filter(Boolean).join(' ');
}

/** A mobile number of Việt Nam (prefixes 03, 05, 07, 08, 09 of ten digits); only such a phone gets text messages. */
export const isMobile = (phone: string): boolean =>
  /^(?:\+?84|0)[35789]\d{8}$/.test(phone.replace(/[\s.()-]/g, ''));

const withoutMarks = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');

const clockFormat = new Intl.DateTimeFormat('vi-VN', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'Asia/Ho_Chi_Minh',
});

/** The time of day in Việt Nam: "14:03". */
export const clock = (at: string): string => clockFormat.format(new Date(at));
