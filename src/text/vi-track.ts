import type { TipStatus } from '#contract/vocabulary.ts';
import { spoken, type Words } from './spoken.ts';

/** The sentences of a tip that is looked up, and the statuses of tips. */
const vietnamese = {
  name: 'Tra cứu tin',
  heading: 'Tra cứu tin đã gửi',
  lead: 'Nhập hai mã bạn đã lưu sau khi gửi tin.',
  code: 'Mã tin báo',
  codeHint: 'Ví dụ: TB-7K3M9Q. Dán cả đoạn “Sao chép hai mã” vào đây cũng được.',
  receipt: 'Mã tra cứu bí mật',
  receiptHint: '24 chữ và số. Viết hoa, dấu cách, dấu gạch đều được.',
  open: 'Xem tin',
  opening: 'Đang tìm tin…',
  errorCode: 'Vui lòng nhập mã tin báo.',
  errorCodeShape: 'Mã tin báo có 6 chữ và số sau TB-, ví dụ TB-7K3M9Q.',
  errorReceipt: 'Vui lòng nhập mã tra cứu bí mật.',
  errorReceiptLength: (typed: number, wanted: number) =>
    `Mã tra cứu bí mật có ${wanted} chữ và số, bạn đã nhập ${typed}.`,
  // One sentence for every wrong pair: it must not tell which tips exist.
  wrong: 'Không tìm thấy tin với hai mã này. Vui lòng kiểm tra lại từng ký tự của cả hai mã.',
  refresh: 'Xem lại mới nhất',
  tip: (code: string) => `Tin ${code}`,
  status: 'Tình trạng',
  unit: 'Đơn vị xử lý',
  sentAt: 'Gửi lúc',
  category: 'Việc cụ thể',
  kind: 'Loại tin',
  description: 'Nội dung đã gửi',
  address: 'Địa chỉ',
  acknowledgeBy: (instant: string) => `Trực ban cần xác nhận trước ${instant}.`,
  timeline: 'Các bước đã qua',
  messages: 'Trao đổi',
  fromCitizen: 'Bạn',

  /** In place of the first status, once the sender was not content. */
  receivedAgain: 'Đã trở lại công an, đang chờ trực ban xác nhận',

  statuses: {
    received: 'Đã gửi, đang chờ trực ban xác nhận',
    acknowledged: 'Trực ban đã tiếp nhận',
    in_progress: 'Đang xác minh, xử lý',
    waiting_citizen: 'Công an cần bạn bổ sung thông tin',
    transferred: 'Đã chuyển tới đơn vị phụ trách',
    escalated: 'Đã chuyển lên cấp trên',
    answered: 'Đã có trả lời',
    closed: 'Đã kết thúc',
    declined: 'Không thuộc trách nhiệm công an, đã hướng dẫn nơi giải quyết',
  } satisfies Record<TipStatus, string>,
} as const;

export type TrackText = Words<typeof vietnamese>;

/** In the language of the screens. */
export const trackText: TrackText = spoken('trackText', vietnamese);
