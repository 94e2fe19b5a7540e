import type { TipEvent } from '#contract/vocabulary.ts';
import { spoken, type Words } from './spoken.ts';

/** The sentences of "Tin của tôi" and of an opened tip, apart from vi.ts so that home does not carry them. */
const vietnamese = {
  mine: {
    name: 'Tin của tôi',
    heading: 'Tin của tôi',
    signedInHeading: 'Tin gửi bằng tài khoản Zalo',
    signInReason:
      'Để biết tin nào là của bạn, ứng dụng cần mã tài khoản Zalo của bạn. Họ tên và số điện thoại không được lấy.',
    signIn: 'Xem tin của tôi',
    signingIn: 'Đang đăng nhập…',
    signInDeclined: 'Bạn chưa cho phép. Bạn vẫn xem được tin bằng hai mã đã lưu.',
    signInUnavailable: 'Chưa đăng nhập được bằng Zalo. Bạn vẫn xem được tin bằng hai mã đã lưu.',
    inBrowser: 'Trong trình duyệt không có tài khoản Zalo. Bạn xem tin bằng hai mã đã lưu.',
    loading: 'Đang tải danh sách tin…',
    failed: 'Chưa tải được danh sách tin.',
    empty: 'Bạn chưa gửi tin nào bằng tài khoản Zalo. Tin ẩn danh không bao giờ có trong danh sách này.',
    refresh: 'Tải lại danh sách',
    more: 'Xem thêm tin cũ hơn',
    restricted: 'Tin hạn chế',
    sentAt: (moment: string) => `Gửi lúc ${moment}`,
    unread: (count: number) => `${count} mục mới`,
    byCodesHeading: 'Bạn có hai mã của tin?',
    byCodes: 'Nhập mã để xem tin',
  },

  kept: {
    heading: 'Tin lưu trên điện thoại này',
    empty: 'Chưa có tin nào. Khi nhận mã hoặc đang xem tin, bạn có thể bật “Giữ mã trên điện thoại này”.',
    cover: 'Có mã tin được giữ. Nội dung đang được che.',
    uncover: 'Chạm để xem',
    coverAgain: 'Che lại',
    forget: 'Quên hết',
    forgetHint: 'Xóa các mã khỏi điện thoại này. Tin đã gửi không bị xóa.',
    forgetQuestion: 'Xóa hết mã giữ trên điện thoại này?',
    forgetBody: 'Tin đã gửi vẫn còn ở công an. Nếu chưa lưu mã ở nơi khác, bạn sẽ không xem lại được.',
    forgetYes: 'Xóa hết mã',
    forgetNo: 'Giữ lại',
    forgotten: 'Đã xóa hết mã khỏi điện thoại này.',
    switch: 'Giữ mã trên điện thoại này',
    switchHint:
      'Để xem lại tin trong “Tin của tôi” mà không cần nhập mã. Ai cầm điện thoại đã mở khóa cũng xem được; đừng bật nếu bạn lo điều đó.',
    // Mini Apps share one origin inside Zalo, and with it what a web page may keep.
    switchHintZalo: 'Trong Zalo, ứng dụng nhỏ khác có thể đọc được phần bộ nhớ này.',
    full: (max: number) => `Điện thoại này đã giữ ${max} mã, không giữ thêm được.`,
    notFound: 'Không tìm thấy tin này. Mã có thể đã hết hạn.',
  },

  open: {
    name: 'Tin đã gửi',
    loading: 'Đang mở tin…',
    refreshing: 'Đang tải lại…',
    refreshFailed: 'Chưa tải lại được tin. Nội dung dưới đây là lần xem trước.',
    sessionOver: 'Phiên đăng nhập đã hết. Vui lòng mở lại tin từ “Tin của tôi”.',
    news: 'Có cập nhật mới.',
    isNew: 'Mới',
    close: 'Đóng tin này',
    photos: 'Ảnh đã gửi',
    photo: (number: number) => `Ảnh ${number}`,
    openPhoto: (number: number) => `Xem ảnh ${number} cỡ lớn`,
    photoLoading: 'Đang tải ảnh…',
    photoFailed: 'Chưa tải được ảnh.',
    photoRetry: (number: number) => `Tải lại ảnh ${number}`,
    closePhoto: 'Đóng ảnh',
    erased: 'Nội dung đã được xóa.',
    restricted: 'Tin hạn chế: chỉ chỉ huy và cán bộ được giao mới đọc được.',
  },

  message: {
    heading: 'Nhắn cho công an',
    headingAsked: 'Trả lời công an',
    text: 'Lời nhắn',
    textHint: 'Điều bạn muốn bổ sung hoặc hỏi lại.',
    counter: (count: number, max: number) =>
      `${count.toLocaleString('vi-VN')}/${max.toLocaleString('vi-VN')} ký tự`,
    send: 'Gửi lời nhắn',
    sending: 'Đang gửi lời nhắn…',
    waitingPhotos: 'Đang tải ảnh. Lời nhắn được gửi ngay khi tải xong…',
    sent: 'Đã gửi lời nhắn.',
    errorEmpty: 'Vui lòng viết lời nhắn hoặc thêm ảnh.',
    errorLong: (excess: number) =>
      `Nội dung dài quá ${excess.toLocaleString('vi-VN')} ký tự. Vui lòng rút gọn.`,
    photosFailed: 'Có ảnh chưa tải lên được. Vui lòng tải lại hoặc xóa ảnh đó rồi gửi.',
    unreached: 'Chưa gửi được. Lời nhắn vẫn còn đây; gửi lại không tạo ra hai lời nhắn.',
    conflict:
      'Lời nhắn trước đã tới nơi. Nội dung bạn vừa sửa chưa được gửi; nếu vẫn cần, vui lòng bấm gửi lần nữa.',
    closed: 'Tin này hiện không nhận thêm lời nhắn. Nếu có việc mới, vui lòng gửi tin mới.',
  },

  rating: {
    heading: 'Đánh giá trả lời của công an',
    legend: 'Bạn hài lòng đến mức nào?',
    stars: {
      5: '5 sao: rất hài lòng',
      4: '4 sao: hài lòng',
      3: '3 sao: bình thường',
      2: '2 sao: chưa hài lòng',
      1: '1 sao: rất không hài lòng',
    },
    text: 'Góp ý thêm (không bắt buộc)',
    send: 'Gửi đánh giá',
    sending: 'Đang gửi đánh giá…',
    errorStars: 'Vui lòng chọn một mức.',
    low: 'Với mức này, tin trở lại công an và chỉ huy đơn vị được báo để xem.',
    given: (stars: string) => `Bạn đã đánh giá ${stars}.`,
    givenLow: 'Chỉ huy đơn vị được báo để xem lại.',
    failed: 'Chưa gửi được đánh giá.',
  },

  reopen: {
    heading: 'Việc chưa được giải quyết?',
    body: 'Đơn vị sẽ phải tiếp nhận và trả lời lại.',
    left: (count: number) => `Bạn còn ${count} lần đề nghị xem lại.`,
    start: 'Chưa được, xem lại',
    reason: 'Điều chưa được (không bắt buộc)',
    reasonHint: 'Nói rõ giúp công an xử lý nhanh hơn.',
    send: 'Gửi đề nghị xem lại',
    sending: 'Đang gửi đề nghị…',
    cancel: 'Thôi',
    failed: 'Chưa gửi được đề nghị.',
    none: 'Bạn đã dùng hết số lần đề nghị xem lại. Vui lòng gửi tin mới hoặc gọi trực ban.',
  },

  event: {
    received: (unit: string) => `Bạn đã gửi tin tới ${unit}`,
    acknowledged: (unit: string) => `Trực ban ${unit} đã nhận`,
    asked: (unit: string) => `${unit} hỏi thêm bạn`,
    message_citizen: () => 'Bạn đã gửi lời nhắn',
    message_unit: (unit: string) => `${unit} nhắn cho bạn`,
    assigned: (unit: string) => `${unit} đã giao người xử lý`,
    transferred: () => 'Tin được chuyển tới đơn vị phụ trách',
    escalated: () => 'Tin được chuyển lên cấp trên',
    reclassified: (unit: string) => `${unit} đã xếp lại loại việc của tin`,
    answered: (unit: string) => `${unit} đã trả lời`,
    rated: () => 'Bạn đã đánh giá trả lời',
    reopened: () => 'Bạn đã đề nghị xem lại',
    closed: (unit: string) => `${unit} đã kết thúc xử lý`,
    declined: (unit: string) => `${unit} đã hướng dẫn nơi giải quyết khác`,
  } satisfies Record<TipEvent, (unit: string) => string>,
  // A newer server may know more than this build.
  eventOther: 'Có cập nhật',
  eventUnit: 'Công an',
  at: (moment: string) => `lúc ${moment}`,
} as const;

export type SentTipText = Words<typeof vietnamese>;

/** In the language of the screens. */
export const sentTipText: SentTipText = spoken('sentTipText', vietnamese);
