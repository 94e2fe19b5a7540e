import type { RetentionKind } from '#contract/retention.ts';

type Periods = Readonly<Record<RetentionKind, { readonly days: number | null; readonly demo: boolean }>>;

/** Where a pack's `privacy.md` has its periods. */
const placeInText = '{{retention}}';

/** What of the periods people are told: what is theirs. */
const names: Partial<Record<RetentionKind, string>> = {
  tips: 'Lời kể, tin nhắn, vị trí của tin báo',
  contacts: 'Họ tên, số điện thoại kèm tin báo',
  photos: 'Ảnh kèm tin báo',
  sos: 'Tin cứu giúp: lời, số điện thoại, vị trí',
  chats: 'Việc bạn trò chuyện với OA (lời nhắn nằm ở Zalo)',
};
const daysPerYear = 365;

/** The text with the periods that the program goes by, so that it never says others. */
export function withPeriods(text: string, periods: Periods): string {
  const lines = (Object.keys(names) as RetentionKind[]).map(
    (kind) => `- ${names[kind]}: ${span(periods[kind].days)}.`,
  );
  const isDemo = Object.values(periods).some(({ demo }) => demo);
  const notes = [
    'Tính từ khi tin được trả lời hoặc kết thúc.',
    ...(isDemo ? ['Các thời hạn đang đặt là giá trị trình diễn, đơn vị sử dụng sẽ quyết định.'] : []),
  ];
  return text.replace(placeInText, () => [...lines, '', notes.join(' ')].join('\n'));
}

function span(days: number | null): string {
  if (days === null) return 'chưa quyết định, chưa xóa';
  return days % daysPerYear === 0 ? `${days / daysPerYear} năm` : `${days} ngày`;
}
