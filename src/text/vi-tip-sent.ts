import { spoken, type Words } from './spoken.ts';

/** The sentences after a tip was sent: its two codes. */
const vietnamese = {
  name: 'Đã gửi tin',
  heading: 'Đã nhận tin của bạn',
  // Fixed: said after sending.
  confirmation: (unit: string, code: string) =>
    `Đã chuyển tới ${unit}. Bạn có mã tra cứu ${code}. Thời hạn luật định với tố giác, tin báo là 20 ngày, có thể kéo dài.`,
  acknowledge: (instant: string) => `Trực ban cần xác nhận trước ${instant}.`,
  save: 'Vui lòng lưu lại hai mã dưới đây. Chúng chỉ hiện một lần.',
  next: 'Còn một tin nữa đã gửi mà bạn chưa lưu mã.',
  code: 'Mã tin báo',
  codeHint: 'Tên gọi của tin, đọc cho công an khi bạn hỏi lại.',
  receipt: 'Mã tra cứu bí mật',
  receiptHint:
    'Chìa khóa để xem trả lời; không đưa cho ai, kể cả người tự xưng là công an. Trong mã chỉ có số 0 và số 1, không có chữ O, I, L.',
  copy: 'Sao chép hai mã',
  copied: 'Đã sao chép. Vui lòng dán vào nơi an toàn.',
  copyFailed: 'Không sao chép được. Vui lòng lưu ảnh hoặc chép tay hai mã.',
  picture: 'Lưu thành ảnh',
  pictureSaved: 'Đã lưu ảnh hai mã.',
  pictureFailed: 'Không lưu được ảnh. Vui lòng sao chép hoặc chép tay hai mã.',
  done: 'Tôi đã lưu',
  leaveQuestion: 'Bạn đã lưu hai mã chưa?',
  leaveBody: 'Rời màn hình này rồi thì không xem lại được mã tra cứu bí mật.',
  leaveYes: 'Tôi đã lưu, rời đi',
  leaveNo: 'Ở lại',
  copyText: (unit: string, code: string, receipt: string) =>
    `Tin báo gửi ${unit}\nMã tin báo: ${code}\nMã tra cứu bí mật: ${receipt}`,
  pictureTitle: 'Tin báo đã gửi',
  pictureWarning: 'Giữ kín mã tra cứu bí mật.',
  pictureWhere: 'Xem trả lời: mở Zalo An ninh, chọn “Tra cứu tin đã gửi”.',
  track: 'Tra cứu tin đã gửi',
  fileName: (code: string) => `tin-bao-${code}.png`,
  nothingHeading: 'Không có tin vừa gửi',
  nothingBody: 'Mã của tin chỉ hiện một lần ngay sau khi gửi. Nếu đã lưu mã, bạn tra cứu được tin tại đây.',
  restoring: 'Đang lấy lại mã của tin vừa gửi…',
  restoreFailed: 'Tin đã được gửi nhưng chưa lấy lại được mã.',
} as const;

export type TipSentText = Words<typeof vietnamese>;

/** In the language of the screens. */
export const tipSentText: TipSentText = spoken('tipSentText', vietnamese);
