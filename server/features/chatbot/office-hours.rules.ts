import { vietnamOffsetMs } from '#contract/vietnam-time.ts';
import type { ChatbotFile } from '../../content/chatbot.schema.ts';

type Hours = ChatbotFile['officeHours'];

const dayMs = 24 * 3_600_000;
const dayNames = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'] as const;

/** Whether people sit at the chat at this instant. Holidays are not known here: what is said of it stays careful. */
export function isOfficeOpen(hours: Hours, now: Date): boolean {
  const { day, time } = localOf(now);
  return hours.some(({ days, from, until }) => days.includes(day) && from <= time && time < until);
}

/** When people are there again, for them to read: "13:30 hôm nay", "07:30 ngày mai", "07:30 thứ Hai". */
export function nextOpening(hours: Hours, now: Date): string {
  const { day, time } = localOf(now);
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const thatDay = ((day - 1 + ahead) % 7) + 1;
    const from = hours
      .filter(({ days }) => days.includes(thatDay))
      .map((each) => each.from)
      .filter((each) => ahead > 0 || each > time)
      .toSorted()[0];
    if (from === undefined) continue;
    const on = ahead === 0 ? 'hôm nay' : ahead === 1 ? 'ngày mai' : (dayNames[thatDay - 1] ?? '');
    return `${from} ${on}`;
  }
  throw new Error('Office hours without a single day.');
}

/** "14:05". */
export const clockTime = (at: Date): string => localOf(at).time;

/** Monday is 1, Sunday 7; the time as it stands in the pack. */
function localOf(at: Date): { day: number; time: string } {
  const local = new Date(at.getTime() + vietnamOffsetMs);
  // 1970-01-01 was a Thursday.
  const day = ((Math.floor(local.getTime() / dayMs) + 3) % 7) + 1;
  return { day, time: local.toISOString().slice(11, 16) };
}
