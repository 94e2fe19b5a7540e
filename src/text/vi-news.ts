import { spoken, type Words } from './spoken.ts';

/** The sentences of news and urgent notices, for everybody. Apart from vi.ts so that home does not carry them. */
const vietnamese = {
  feed: {
    name: 'Tin tức, thông báo',
    heading: 'Tin tức, thông báo',
    leadOf: (unit: string) => `Của ${unit} và công an cấp trên.`,
    leadAll: 'Của các đơn vị công an. Chọn phường để chỉ xem tin nơi bạn ở.',
    search: 'Tìm trong tin',
    categories: 'Loại tin',
    all: 'Tất cả',
    loading: 'Đang tải tin…',
    failed: 'Chưa tải được tin.',
    empty: 'Chưa có tin nào ở mục này.',
    nothing: (query: string) => `Chưa thấy tin nào có “${query}”. Bạn thử từ khác ngắn hơn.`,
    found: (count: number, isMore: boolean) => `Có ${isMore ? 'ít nhất ' : ''}${count} tin.`,
    more: 'Xem thêm tin cũ hơn',
    loadingMore: 'Đang tải thêm…',
    moreFailed: 'Chưa tải thêm được.',
    end: 'Bạn đã xem hết tin.',
    behind: (at: string) => `Đang xem tin lưu trên máy, cập nhật lúc ${at}. Có mạng sẽ tự tải tin mới.`,
    unread: 'Chưa đọc',
    urgent: 'Thông báo khẩn',
    corrected: 'Đã đính chính',
    list: 'Danh sách tin',
  },
  article: {
    name: 'Tin tức',
    loading: 'Đang mở bài…',
    failed: 'Chưa mở được bài này.',
    goneHeading: 'Bài này không còn nữa',
    gone: 'Bài đã được đơn vị đăng gỡ xuống, hoặc đường dẫn chưa đúng. Bản lưu trên máy bạn, nếu có, cũng đã xóa.',
    all: 'Xem các tin khác',
    published: (unit: string, at: string) => `${unit} · ${at}`,
    correctedAt: (at: string) => `Đã đính chính lúc ${at}.`,
    urgentUntil: (at: string) => `Thông báo khẩn, có hiệu lực đến ${at}.`,
    urgentOver: (at: string) => `Thông báo khẩn này đã hết hiệu lực lúc ${at}.`,
    keptCopy: (at: string) => `Đang xem bản lưu trên máy lúc ${at}. Có mạng, ứng dụng sẽ kiểm tra lại.`,
    larger: 'Chữ to hơn',
    smaller: 'Chữ thường',
    share: 'Gửi bài cho người thân, nhóm Zalo',
    shared: 'Đã mở bảng chia sẻ.',
    copied: 'Đã chép đường dẫn của bài. Bạn dán vào tin nhắn để gửi.',
    shareFailed: (url: string) => `Chưa chia sẻ được. Đường dẫn của bài: ${url}`,
    leaving: 'Liên kết có mũi tên mở trang ngoài ứng dụng này.',
    notOpened: (host: string) => `Chưa mở được trang ${host}. Vui lòng thử lại khi có mạng.`,
    outside: '(mở trang ngoài ứng dụng)',
    // For who reads the screens in another language.
    inVietnamese: 'Bài này viết bằng tiếng Việt.',
    noPicture: 'Chưa tải được ảnh.',
  },
  files: {
    heading: 'Tài liệu kèm theo',
    size: (size: string) => `PDF · ${size}`,
    opening: (name: string) => `Đang mở “${name}”…`,
    saved: (name: string) => `Đã lưu “${name}” vào mục Tệp (Files) của điện thoại.`,
    failed: (name: string) =>
      `Chưa mở được “${name}” ở đây. Bạn chép đường dẫn rồi dán vào trình duyệt để tải.`,
    copy: 'Chép đường dẫn của tệp',
    copied: 'Đã chép. Bạn dán vào trình duyệt để tải tệp.',
  },
  notice: {
    label: 'Thông báo khẩn',
    from: (unit: string) => `Thông báo khẩn: ${unit}`,
    until: (at: string) => `Đến ${at}`,
    others: (count: number) => `Còn ${count} thông báo khẩn khác`,
  },
} as const;

export type NewsText = Words<typeof vietnamese>;

/** In the language of the screens. */
export const newsText: NewsText = spoken('newsText', vietnamese);
