import type { StaffConversations } from '#contract/conversations.ts';

/** The sentences of the chats that wait for a person. */
export const deskChatText = {
  nav: 'Chat',
  heading: 'Chat chờ cán bộ',
  lead: 'Lời nhắn nằm trong khung chat của OA trên Zalo, không chép về đây.',
  loading: 'Đang tải danh sách chat…',
  failed: 'Chưa tải được danh sách chat.',
  empty: 'Không có ai đang chờ. Trợ lý tự động đang trả lời các khung chat.',
  waiting: (count: number, isMore: boolean) => `Đang chờ (${count}${isMore ? '+' : ''})`,
  taken: 'Cán bộ đang trả lời',
  more: 'Xem thêm',
  newWaiting: (count: number) =>
    count === 1 ? 'Có thêm một người chờ trong chat.' : `Có thêm ${count} người chờ trong chat.`,
  waits: (amount: string) => `Đã chờ ${amount}`,
  waitsSince: 'Vừa nhắn',
  isTaken: 'Không còn lời nhắn nào chờ',
  reasons: {
    asked: 'Xin gặp cán bộ',
    misses: 'Trợ lý hai lần chưa hiểu ý',
    late: 'Lời nhắn đến muộn do gián đoạn',
    officer: 'Cán bộ đã nhắn trước',
  } satisfies Record<StaffConversations['items'][number]['reason'], string>,
  handedOver: (moment: string) => `Chuyển cho cán bộ lúc ${moment}`,
  answered: (moment: string) => `Cán bộ nhắn gần nhất lúc ${moment}`,
  notAnswered: 'Chưa có cán bộ nào nhắn',
  window: (moment: string) => `Zalo cho nhắn lại đến ${moment}`,
  windowClosed: 'Đã hết hạn nhắn lại qua Zalo: hãy chờ người dân nhắn trước, hoặc gọi điện.',
  silent: (moment: string) => `Trợ lý giữ im lặng đến ${moment}`,
  silenceOver: 'Hết giờ im lặng: câu mới sẽ do trợ lý trả lời, câu cũ vẫn chờ cán bộ.',
  openManager: 'Mở khung chat của OA',
  openManagerHint: 'Đăng nhập tài khoản quản trị OA của đơn vị, vào mục Chat và trả lời người nhắn gần đây.',
  giveBack: 'Trả về trợ lý',
  giveBackOf: (unit: string, amount: string) => `Trả về trợ lý: ${unit}, ${amount}`,
  givingBack: 'Đang trả về…',
  givenBack: 'Đã trả khung chat về trợ lý.',
  giveBackFailed: 'Chưa trả về được.',
} as const;
