import type { SenderReach } from '#contract/sender-ways.ts';

type Why = NonNullable<NonNullable<SenderReach['chat']>['why']>;

/** By which way what is written at the desk reaches its reader. */
export const deskReachText = {
  chatUntil: (moment: string) => `Đến thẳng khung chat Zalo của người báo (chat mở tới ${moment}).`,
  chat: 'Đến thẳng khung chat Zalo của người báo.',
  closed: (why: string) => `Khung chat của người báo đang đóng: ${why}.`,
  why: {
    never: 'họ chưa nhắn cho kênh này',
    silent: 'đã quá lâu họ không nhắn',
    unfollowed: 'họ đã bỏ quan tâm kênh',
    refused: 'Zalo không cho gửi',
  } satisfies Record<Why, string>,
  whyUnknown: 'Zalo không cho gửi',
  notification: 'Zalo báo cho người báo là tin có cập nhật; nội dung họ đọc trong ứng dụng.',
  page: 'Người báo đọc khi tự mở lại tin.',
  last: (moment: string, reason: string) => `Lần trước (${moment}) không vào được chat: ${reason}.`,
} as const;
