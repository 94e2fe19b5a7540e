import { spoken, type Words } from './spoken.ts';

/** The sentences of tips that lie on the phone, apart from vi.ts so that home does not carry them. */
const vietnamese = {
  list: {
    name: 'Tin đang viết',
    heading: 'Tin đang viết',
    lead: 'Các tin này chỉ nằm trên điện thoại này. Công an chưa nhận được.',
    none: 'Chưa có tin nào đang viết trên điện thoại này.',
    list: 'Danh sách tin đang viết',
    begin: 'Viết tin mới',
    untitled: 'Chưa có nội dung',
    noCategory: 'Chưa chọn việc cụ thể',
    changedAt: (instant: string) => `Viết lúc ${instant}`,
    photos: (count: number) => `${count} ảnh`,
    waiting: 'Chưa gửi đi, đang chờ mạng',
    setback: 'Chưa gửi được, cần bạn xem lại',
    continue: 'Viết tiếp',
    look: 'Xem tin',
    of: (action: string, number: number) => `${action}, tin thứ ${number}`,
    remove: 'Xóa',
    removeQuestion: 'Xóa tin này?',
    removeBody: 'Nội dung và ảnh của tin sẽ mất khỏi điện thoại, không lấy lại được.',
    removeYes: 'Xóa tin',
    removeNo: 'Giữ lại',
    full: (max: number) => `Điện thoại đang giữ ${max} tin, không giữ thêm được.`,
    fullUnsaved: 'Vui lòng lưu mã của tin đã gửi trước, hoặc xóa bớt một tin đang viết.',
    fullOldest: (words: string, instant: string) =>
      `Tin cũ nhất là “${words}”, viết lúc ${instant}. Bạn muốn xóa tin này để viết tin mới?`,
    fullRemove: 'Xóa tin cũ nhất và viết tin mới',
  },

  outgoing: {
    waiting: 'Tin chưa gửi đi, đang chờ mạng…',
    waitingShow: 'Xem tin',
    setback: 'Một tin chưa gửi được và cần bạn xem lại.',
    setbackShow: 'Xem lại tin',
    arrived: (unit: string) => `Tin của bạn đã tới ${unit}. Vui lòng lưu mã.`,
    arrivedShow: 'Xem mã',
  },
} as const;

export type DraftText = Words<typeof vietnamese>;

/** In the language of the screens. */
export const draftText: DraftText = spoken('draftText', vietnamese);
