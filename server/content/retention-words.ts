import type { RetentionKind } from '#contract/retention.ts';

type Periods = Readonly<Record<RetentionKind, { readonly days: number | null; readonly demo: boolean }>>;

/** Where a pack's `privacy.md` has its periods. */
const placeInText = '{{retention}}';

/** What of the periods people are told: what is theirs. */
const toldKinds = ['tips', 'contacts', 'photos', 'sos', 'chats'] as const satisfies readonly RetentionKind[];

type RetentionWords = {
  names: Record<(typeof toldKinds)[number], string>;
  since: string;
  demo: string;
  undecided: string;
  days: (count: number) => string;
  years: (count: number) => string;
};

const vietnamese: RetentionWords = {
  names: {
    tips: 'Lời kể, tin nhắn, vị trí của tin báo',
    contacts: 'Họ tên, số điện thoại kèm tin báo',
    photos: 'Ảnh kèm tin báo',
    sos: 'Tin cứu giúp: lời, số điện thoại, vị trí',
    chats: 'Việc bạn trò chuyện với OA (lời nhắn nằm ở Zalo)',
  },
  since: 'Tính từ khi tin được trả lời hoặc kết thúc.',
  demo: 'Các thời hạn đang đặt là giá trị trình diễn, đơn vị sử dụng sẽ quyết định.',
  undecided: 'chưa quyết định, chưa xóa',
  days: (count) => `${count} ngày`,
  years: (count) => `${count} năm`,
};

const english: RetentionWords = {
  names: {
    tips: 'Words, messages and places of reports',
    contacts: 'Names and phone numbers given with reports',
    photos: 'Photos of reports',
    sos: 'Alerts: words, phone number, location',
    chats: 'That you wrote to an OA (the words themselves are with Zalo)',
  },
  since: 'Counted from when a report was answered or closed.',
  demo: 'The periods set here are for demonstration; whoever runs this portal will decide.',
  undecided: 'not decided, not erased',
  days: (count) => (count === 1 ? '1 day' : `${count} days`),
  years: (count) => (count === 1 ? '1 year' : `${count} years`),
};
const daysPerYear = 365;

/** The text with the periods that the program goes by, so that it never says others. */
export const withPeriods = (text: string, periods: Periods): string => filledIn(text, periods, vietnamese);

/** The same for `privacy.en.md`. */
export const withPeriodsInEnglish = (text: string, periods: Periods): string =>
  filledIn(text, periods, english);

function filledIn(text: string, periods: Periods, words: RetentionWords): string {
  const lines = toldKinds.map((kind) => `- ${words.names[kind]}: ${span(periods[kind].days, words)}.`);
  const isDemo = Object.values(periods).some(({ demo }) => demo);
  const notes = [words.since, ...(isDemo ? [words.demo] : [])];
  return text.replace(placeInText, () => [...lines, '', notes.join(' ')].join('\n'));
}

function span(days: number | null, words: RetentionWords): string {
  if (days === null) return words.undecided;
  return days % daysPerYear === 0 ? words.years(days / daysPerYear) : words.days(days);
}
