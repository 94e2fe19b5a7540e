const dayAndTime = new Intl.DateTimeFormat('vi-VN', {
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  timeZone: 'Asia/Ho_Chi_Minh',
});

/** An instant as people in Việt Nam say it: "14:03 ngày 24/11/2026", whatever the phone's own time zone. */
export function instantText(at: string): string {
  const parts = new Map(dayAndTime.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return `${part('hour')}:${part('minute')} ngày ${part('day')}/${part('month')}/${part('year')}`;
}

/** An instant of today without its day: "14:03 hôm nay". */
export function momentText(at: string, now: Date): string {
  const day = (instant: string) => instantText(instant).slice(-'00/00/0000'.length);
  const isToday = day(at) === day(now.toISOString());
  return isToday ? `${instantText(at).slice(0, '00:00'.length)} hôm nay` : instantText(at);
}

/** An ISO day as people write it: "30/06/2025". */
export const dayText = (day: string): string => day.split('-').reverse().join('/');

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
