import { spoken, type Words } from './spoken.ts';

/**
 * Every sentence a person reads, by the screen it stands on. Polite, short, and it says what to do next. Sentences that the law
 * or our promise fixes word for word are marked "fixed".
 */
const vietnamese = {
  app: {
    name: 'Zalo An ninh',
    skipLink: 'Đến nội dung chính',
    back: 'Quay lại',
    noWardYet: 'Chọn phường của bạn',
    changeWard: (unit: string) => `${unit}, bấm để đổi phường`,
    // Fixed: every screen bears it while nothing reaches the police.
    sandbox: 'BẢN THỬ: không gửi tới công an. Khẩn cấp gọi',
    offline: 'Điện thoại đang không có mạng. Bạn vẫn gọi được 113, 114, 115.',
    dialByHand: (phone: string) => `Chưa mở được cuộc gọi. Vui lòng tự bấm số ${phone} trên điện thoại.`,
    close: 'Đóng',
    loading: 'Đang tải…',
    retry: 'Thử lại',
    requestId: 'Mã hỗ trợ:',
    call: (phone: string) => `Gọi ${phone}`,
  },

  crash: {
    heading: 'Ứng dụng gặp trục trặc',
    body: 'Rất tiếc, màn hình này chưa mở được. Nội dung bạn đã nhập vẫn được giữ trên điện thoại.',
    offline: 'Màn hình này chưa tải được vì mất mạng. Nội dung bạn đã nhập vẫn được giữ trên điện thoại.',
    reload: 'Mở lại ứng dụng',
  },

  problem: {
    offline: 'Chưa kết nối được với máy chủ. Vui lòng kiểm tra mạng rồi thử lại.',
    timeout: 'Máy chủ trả lời quá lâu. Vui lòng thử lại.',
    unexpected: 'Hệ thống đang gặp trục trặc. Vui lòng thử lại sau ít phút; khẩn cấp hãy gọi 113.',
  },

  notFound: {
    name: 'Không có trang này',
    heading: 'Không có trang này',
    body: 'Liên kết có thể đã cũ hoặc bị gõ sai. Bạn vẫn làm được mọi việc từ trang đầu.',
    home: 'Về trang đầu',
  },

  home: {
    name: 'Zalo An ninh',
    heading: 'Bạn cần công an giúp gì?',
    tasks: 'Việc bạn có thể làm',
    sendTip: 'Báo tin cho công an phường',
    sendTipHint: 'Gửi ẩn danh cũng được',
    drafts: 'Tin đang viết',
    draftsHint: (count: number) => `${count} tin còn trên điện thoại này, chưa gửi.`,
    privacy: 'Dữ liệu của bạn',
    trackTip: 'Tra cứu tin đã gửi',
    myTips: 'Tin của tôi',
    procedures: 'Thủ tục, giấy tờ',
    proceduresHint: 'Cần mang gì, nộp ở đâu',
    news: 'Tin tức, thông báo',
    newsHint: 'Của công an nơi bạn ở',
    channels: 'Danh bạ công an',
    channelsHint: 'Số điện thoại, kênh Zalo',
    sos: 'SOS: cần giúp ngay',
    sosHint: 'Gọi trực ban, gửi vị trí',
    emergency: 'Gọi khẩn cấp',
    call113: 'Gọi 113',
    call113Hint: 'Công an',
    call114: 'Gọi 114',
    call114Hint: 'Cháy, cứu nạn',
    call115: 'Gọi 115',
    call115Hint: 'Cấp cứu',
    placeholderMark: 'số thử',
    placeholderBody: 'Đây là số thử nên không gọi được. Nếu khẩn cấp, vui lòng gọi 113.',
    placeholderAction: 'Gọi trực ban',
    noWard: 'Chọn phường của bạn để thấy số trực ban.',
    chooseWard: 'Chọn phường',
    portalFailed: 'Chưa tải được danh bạ công an phường.',
  },

  linkedWard: {
    moved: (former: string, unit: string) => `${former} nay do ${unit} phụ trách.`,
    divided: (former: string) =>
      `Địa bàn ${former} trước đây nay do nhiều đơn vị phụ trách. Bạn ở đơn vị nào?`,
    unknownLink: 'Mã phường này không còn dùng. Vui lòng chọn phường của bạn.',
    lookupFailed: 'Chưa tìm được phường trong liên kết. Vui lòng chọn phường của bạn.',
    chooseFromList: 'Chọn trong danh sách',
  },

  firstStart: {
    label: 'Giới thiệu ứng dụng',
    cardOf: (card: number, cards: number) => `${card}/${cards}`,
    next: 'Tiếp',
    skip: 'Bỏ qua',
    done: 'Đã hiểu',
    cards: [
      {
        heading: 'Báo tin tới đúng công an phường',
        body: 'Kể sự việc, kèm ảnh nếu có. Tin tới thẳng trực ban của phường nơi xảy ra.',
      },
      {
        heading: 'Bạn chọn cho biết mình là ai',
        body: 'Gửi ẩn danh hoặc để lại liên hệ đều được. Gửi xong bạn có mã để xem trả lời.',
      },
      {
        heading: 'Khẩn cấp thì gọi ngay',
        body: 'Đang bị đe dọa gọi 113, cháy gọi 114, cấp cứu gọi 115. Cuộc gọi luôn nhanh hơn tin nhắn.',
      },
    ],
  },
} as const;

export type HomeText = Words<typeof vietnamese>;

/** In the language of the screens. */
export const text: HomeText = spoken('text', vietnamese);
