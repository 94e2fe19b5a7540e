import { spoken, type Words } from './spoken.ts';

/** By which ways the sender of a tip hears of it, apart from vi.ts so that home does not carry them. */
const vietnamese = {
  chat: {
    heading: 'Nhận trả lời ngay trong chat Zalo',
    body: (unit: string) =>
      `Toàn bộ lời trả lời của ${unit} cho tin này sẽ hiện trong khung chat, ai cầm điện thoại của bạn cũng đọc được.`,
    start: 'Nhận trong chat Zalo',
    starting: 'Đang tạo mã nối…',
    sendThis: (moment: string) => `Còn một bước: gửi dòng này vào khung chat, trước ${moment}.`,
    open: 'Mở khung chat để gửi',
    openUnavailable: (unit: string) =>
      `Chưa mở được khung chat. Vui lòng chép dòng trên, tìm “${unit}” trong Zalo rồi gửi.`,
    copy: 'Chép dòng này',
    copied: 'Đã chép. Vui lòng dán vào khung chat rồi gửi.',
    copyFailed: 'Chưa chép được. Vui lòng giữ tay vào dòng trên để chép.',
    sandbox: 'Bản thử: kênh này không có trên Zalo thật. Vui lòng gửi dòng trên ở mục “Chat với dân”.',
    linked: (unit: string) => `Trả lời của ${unit} cho tin này đến ngay trong chat Zalo của bạn.`,
    stop: 'Không nhận ở chat',
    stopping: 'Đang bỏ nối…',
    stopped: 'Đã bỏ nối. Trả lời chỉ còn trong trang này.',
    failed: 'Chưa làm được.',
    unread: 'Chưa xem được tin này có nối với chat Zalo không.',
  },

  notification: {
    heading: 'Báo cho bạn khi có trả lời?',
    body: 'Zalo sẽ báo rằng tin có cập nhật. Thông báo không có mã tin hay nội dung.',
    ask: 'Bật thông báo',
    asking: 'Đang hỏi Zalo…',
    no: 'Không cần',
    allowed: 'Đã bật. Khi có trả lời, Zalo sẽ báo cho bạn.',
    declined: 'Bạn chưa bật thông báo. Trả lời vẫn có trong “Tin của tôi”.',
    unavailable: 'Zalo trên máy này chưa bật được thông báo. Trả lời vẫn có trong “Tin của tôi”.',
  },
} as const;

export type SenderWayText = Words<typeof vietnamese>;

/** In the language of the screens. */
export const senderWayText: SenderWayText = spoken('senderWayText', vietnamese);
