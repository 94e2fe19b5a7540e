import { language } from './language.ts';

const dayAndTime = new Intl.DateTimeFormat('vi-VN', {
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  timeZone: 'Asia/Ho_Chi_Minh',
});

/** "24 Nov 2026, 14:03": the month in letters, because a foreigner may read either number as the day. */
const inEnglish = (parts: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', ...parts });
const englishTime: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
const englishDay: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };

/**
 * An instant as people in Việt Nam say it: "14:03 ngày 24/11/2026", whatever the phone's own time zone; in English "24 Nov 2026, 14:03".
 */
export function instantText(at: string): string {
  if (language === 'en') return inEnglish({ ...englishDay, ...englishTime }).format(new Date(at));
  const parts = new Map(dayAndTime.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return `${part('hour')}:${part('minute')} ngày ${part('day')}/${part('month')}/${part('year')}`;
}

/** An instant of today without its day: "14:03 hôm nay". */
export function momentText(at: string, now: Date): string {
  if (language === 'en') return englishMoment(new Date(at), now);
  const day = (instant: string) => instantText(instant).slice(-'00/00/0000'.length);
  const isToday = day(at) === day(now.toISOString());
  return isToday ? `${instantText(at).slice(0, '00:00'.length)} hôm nay` : instantText(at);
}

function englishMoment(at: Date, now: Date): string {
  const day = inEnglish(englishDay);
  return day.format(at) === day.format(now)
    ? `${inEnglish(englishTime).format(at)} today`
    : instantText(at.toISOString());
}

/** An ISO day as people write it: "30/06/2025", in English "30 Jun 2025". A year alone stays one. */
export const dayText = (day: string): string =>
  language === 'en' && day.length === 'yyyy-mm-dd'.length
    ? inEnglish(englishDay).format(new Date(`${day}T00:00:00+07:00`))
    : day.split('-').reverse().join('/');

const vietnamOffsetMs = 7 * 60 * 60 * 1000;

/** The value of an `<input type="datetime-local">` (no zone) read as time in Việt Nam. Undefined when it is not a time. */
export function instantOfLocal(local: string): string | undefined {
  const at = Date.parse(`${local}:00+07:00`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** The other way: an instant as the input wants it, to the minute. */
export function localOfInstant(at: Date): string {
  return new Date(at.getTime() + vietnamOffsetMs).toISOString().slice(0, 16);
}
