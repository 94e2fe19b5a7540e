import type { DeskStage, StaffRole, TipAttention, TipKind, TipStatus } from '#contract/vocabulary.ts';

/** The sentences of the desk's frame, entrance, list and parked deliveries. Officers read them at 3 a.m.: short, the figure first. */
export const deskText = {
  name: 'Bàn trực',
  tipName: 'Tin báo',
  loading: 'Đang mở bàn trực…',
  loadingPane: 'Đang tải…',
  back: 'Quay lại danh sách',

  entrance: {
    heading: 'Bàn trực',
    lead: 'Dành cho cán bộ trực ban, chỉ huy, biên tập và quản trị.',
    keyHeading: 'Vào bằng khóa truy cập',
    key: 'Khóa truy cập',
    keyHint: 'Do quản trị đơn vị cấp. Khóa chỉ được giữ trong cửa sổ này và bị xóa khi bạn rời bàn trực.',
    keyEnter: 'Vào bàn trực',
    keyChecking: 'Đang kiểm tra khóa…',
    keyEmpty: 'Vui lòng dán khóa truy cập.',
    keyWrong: 'Khóa này không dùng được: sai, đã hết hạn hoặc đã bị thu hồi.',
    refused: 'Phiên trực đã hết hoặc khóa đã bị thu hồi. Vui lòng vào lại.',
    left: 'Bạn đã rời bàn trực. Khóa và nội dung đang soạn đã được xóa khỏi máy này.',
    linkRefused: 'Đường dẫn vào nhanh chỉ dùng được trong bản thử. Vui lòng vào bằng cách khác.',
    home: 'Về trang đầu của người dân',
    sandboxHint: 'Đang ở bản thử: chọn vai tại trang điều khiển.',
    sandboxLink: 'Mở trang điều khiển bản thử',
  },

  me: {
    heading: 'Tôi và bàn trực',
    open: 'Tôi',
    guide: 'Hướng dẫn bàn trực',
    guideHint: 'Tiếp nhận, trả lời, SOS: một trang.',
    signedInAs: 'Đang trực',
    unit: 'Đơn vị',
    role: 'Vai trò',
    roles: {
      officer: 'Cán bộ trực ban',
      commander: 'Chỉ huy',
      editor: 'Biên tập',
      admin: 'Quản trị',
    } satisfies Record<StaffRole, string>,
    noTips: 'Vai trò này không đọc tin báo. Các phần việc của bạn ở thanh chuyển mục.',
    leave: 'Rời bàn trực',
    leaveQuestion: 'Rời bàn trực?',
    leaveBody: 'Khóa truy cập và nội dung đang soạn trên máy này sẽ bị xóa.',
    leaveYes: 'Rời bàn trực',
    leaveNo: 'Ở lại',
    sound: 'Chuông báo tin mới',
    soundHint:
      'Trình duyệt chỉ cho phát tiếng sau khi bạn chạm vào trang một lần. Hãy bật rồi nghe thử; giữ trang này mở và tăng âm lượng.',
    soundTry: 'Nghe thử',
    awake: 'Giữ màn hình sáng',
    awakeHint: 'Màn hình tắt thì chuông có thể không kêu. Nên cắm sạc khi bật.',
    soundUntouched: 'Chạm vào màn hình một lần để bật chuông báo tin mới.',
    soundBlocked: 'Trình duyệt đang chặn tiếng. Chạm “Nghe thử” để cho phép.',
  },

  nav: {
    label: 'Các phần của bàn trực',
    tips: 'Tin báo',
    sos: 'SOS',
    deliveries: 'Lượt gửi',
    news: 'Tin bài',
    reports: 'Báo cáo',
    webhooks: 'Kết nối',
    me: 'Tôi',
    more: 'Thêm',
  },

  link: {
    live: 'Trực tiếp',
    connecting: 'Đang kết nối…',
    polling: 'Tự tải lại mỗi 15 giây',
    lost: 'Mất kết nối, đang thử lại…',
    lostShort: 'Mất kết nối',
    lostLong: (time: string) =>
      `Mất kết nối, đang thử lại. Danh sách dưới đây là lúc ${time}; tin mới hơn chưa hiện. Vui lòng theo dõi nhóm Zalo.`,
  },

  list: {
    heading: 'Tin báo',
    search: 'Tìm mã tin',
    searchHint: 'Ví dụ 7K3M9Q',
    searchWrong: 'Mã tin có dạng TB-7K3M9Q.',
    filters: 'Lọc danh sách',
    all: 'Tất cả',
    overdue: 'Quá hạn',
    mine: 'Giao cho tôi',
    stages: { waiting: 'Chờ nhận', working: 'Đang làm', over: 'Đã xong' } satisfies Record<DeskStage, string>,
    attention: {
      reply_to_approve: 'Chờ duyệt',
      low_rating: 'Dân chưa hài lòng',
    } satisfies Record<TipAttention, string>,
    moreShort: 'Lọc',
    category: 'Lĩnh vực',
    anyCategory: 'Mọi lĩnh vực',
    unit: 'Đơn vị',
    anyUnit: 'Mọi đơn vị',
    status: 'Trạng thái',
    anyStatus: 'Mọi trạng thái',
    clear: 'Bỏ lọc',
    loading: 'Đang tải danh sách…',
    loadingMore: 'Đang tải thêm…',
    loadMore: 'Tải thêm',
    failed: 'Chưa tải được danh sách.',
    stale: 'Chưa cập nhật được. Danh sách dưới đây là lần tải trước.',
    empty: 'Chưa có tin báo nào.',
    emptyWaiting: 'Không còn tin nào chờ tiếp nhận.',
    emptyFilter: 'Không có tin nào khớp với bộ lọc.',
    emptySearch: (code: string) => `Không có tin “${code}” trong phạm vi của bạn.`,
    newTip: (count: number) => (count === 1 ? 'Có tin mới' : `Có ${count} tin mới`),
    label: 'Danh sách tin báo',
    keys: 'Phím mũi tên lên, xuống để chuyển tin; Enter để mở.',
    photos: (count: number) => `${count} ảnh`,
    anonymous: 'Ẩn danh',
    restricted: 'Tin hạn chế',
    erased: 'Nội dung đã được xóa.',
    choose: 'Chọn một tin trong danh sách để xem.',
  },

  group: {
    title: (count: number) => `${count} tin giống nhau`,
    show: 'Xem từng tin',
    hide: 'Thu gọn',
    acknowledge: (count: number) => `Tiếp nhận cả ${count} tin`,
    question: (count: number) => `Tiếp nhận ${count} tin giống nhau?`,
    body: 'Mỗi tin được ghi là đã tiếp nhận và mỗi người báo đều thấy. Mở xem từng tin trước nếu còn nghi ngờ.',
    yes: (count: number) => `Tiếp nhận ${count} tin`,
    no: 'Xem lại đã',
    working: 'Đang tiếp nhận…',
    done: (count: number) => `Đã tiếp nhận ${count} tin.`,
    partly: (done: number, failed: number) =>
      `Đã tiếp nhận ${done} tin. ${failed} tin đã có người nhận hoặc đã chuyển nơi khác.`,
  },

  clock: {
    left: (amount: string) => `Còn ${amount}`,
    late: (amount: string) => `Trễ ${amount}`,
    leftWord: 'còn',
    lateWord: 'TRỄ',
    minutes: (count: number) => `${count} phút`,
    hours: (count: number) => `${count} giờ`,
    days: (count: number) => `${count} ngày`,
    underMinute: '<1 phút',
  },

  kinds: { crime: 'Tố giác tội phạm', feedback: 'Phản ánh', petition: 'Kiến nghị' } satisfies Record<
    TipKind,
    string
  >,

  status: {
    received: 'Chờ tiếp nhận',
    acknowledged: 'Đã tiếp nhận',
    in_progress: 'Đang xử lý',
    waiting_citizen: 'Chờ dân trả lời',
    transferred: 'Mới chuyển đến',
    escalated: 'Chuyển cấp trên',
    answered: 'Đã trả lời',
    closed: 'Đã kết thúc',
    declined: 'Đã hướng dẫn nơi khác',
  } satisfies Record<TipStatus, string>,

  /** The same in one or two words, for the mark beside a tip. */
  statusShort: {
    received: 'Chờ nhận',
    acknowledged: 'Đã nhận',
    in_progress: 'Đang làm',
    waiting_citizen: 'Đợi dân',
    transferred: 'Mới đến',
    escalated: 'Lên cấp trên',
    answered: 'Đã trả lời',
    closed: 'Xong',
    declined: 'Nơi khác',
  } satisfies Record<TipStatus, string>,

  deliveries: {
    heading: 'Lượt gửi chưa đi được',
    lead: 'Tin nhắn mà Zalo, hay hệ thống riêng của đơn vị, không nhận. Tin báo vẫn có đủ trên bàn trực.',
    loading: 'Đang tải…',
    empty: 'Không có lượt gửi nào bị dừng.',
    failed: 'Chưa tải được danh sách lượt gửi.',
    of: (unit: string) => `Tới ${unit}`,
    reason: (reason: string) => `Lý do: ${reason}`,
    noReason: 'Chưa rõ lý do',
    attempts: (count: number, at: string) => `Đã thử ${count} lần, lần cuối ${at}`,
    noAttempt: 'Chưa thử lần nào',
    retry: 'Gửi lại',
    retryOf: (code: string) => `Gửi lại lượt của ${code}`,
    retried: 'Đã đưa vào hàng chờ gửi lại.',
    openTip: (code: string) => `Mở tin ${code}`,
    noTip: 'Không gắn với một tin',
    more: 'Tải thêm',
    topics: {
      'tip.forward-text': 'Tin báo',
      'tip.forward-photo': 'Ảnh của tin',
      'tip.forward-update': 'Cập nhật của tin',
      'tip.forward-digest': 'Gộp các tin giống nhau',
      'clock.notice': 'Nhắc tiếp nhận',
      'sos.alert': 'SOS',
      'sos.news': 'Cập nhật SOS',
      'sos.climb': 'SOS chưa có người nhận',
      'webhook.tip': 'Báo cho hệ thống của đơn vị',
    } as Partial<Record<string, string>>,
    topicOther: 'Thông báo',
  },
} as const;

const minutesPerHour = 60;
const hoursShownMin = 2;
const daysShownMin = 2;

/** A stretch of time as one says it, from its minutes: "12 phút", "3 giờ", "2 ngày". */
export function amountText(minutes: number): string {
  const { clock } = deskText;
  const count = Math.abs(minutes);
  if (count < 1) return clock.underMinute;
  const hours = Math.floor(count / minutesPerHour);
  if (hours < hoursShownMin) return clock.minutes(count);
  const days = Math.floor(hours / 24);
  return days < daysShownMin ? clock.hours(hours) : clock.days(days);
}
