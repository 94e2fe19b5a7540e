import type { HeirShare } from '#contract/vocabulary.ts';
import { spoken, type Words } from './spoken.ts';

/** The sentences of channels, units and links, apart from vi.ts so that home does not carry them. */
const vietnamese = {
  list: {
    name: 'Kênh Zalo của công an',
    heading: 'Danh bạ công an',
    lead: 'Chọn đơn vị để xem số điện thoại, địa chỉ, hoặc nhắn tin qua Zalo.',
    search: 'Tìm đơn vị',
    searchHint: 'Tên phường hoặc việc cần hỏi, không cần gõ dấu',
    found: (count: number) => `Có ${count} đơn vị.`,
    call: (phone: string, unit: string) => `Gọi ${phone}, ${unit}`,
    trialPhone: (phone: string) => `${phone} (số thử)`,
    none: (query: string) => `Không có đơn vị nào khớp “${query}”. Vui lòng thử từ khác.`,
    own: 'Phường của bạn',
    area: 'Công an quận, thành phố',
    teams: 'Các đội, cơ quan',
    wards: 'Công an phường',
    failed: 'Chưa tải được danh bạ.',
    empty: 'Danh bạ chưa có đơn vị nào. Khẩn cấp vui lòng gọi 113.',
    links: 'Trang khác: dịch vụ công, thủ tục',
  },

  near: {
    sort: 'Xếp theo gần tôi',
    locating: 'Đang tìm vị trí của bạn…',
    // Said before the place is asked for.
    note: 'Vị trí chỉ dùng để xếp danh sách này, không được lưu lại.',
    declined: 'Bạn chưa cho phép lấy vị trí. Vui lòng tìm theo tên ở trên.',
    unavailable: 'Chưa lấy được vị trí. Vui lòng tìm theo tên ở trên.',
    heading: 'Gần bạn nhất',
    away: (distance: string) => `cách khoảng ${distance}`,
  },

  channel: {
    heading: 'Kênh Zalo',
    none: 'Đơn vị này chưa có kênh Zalo. Vui lòng gọi điện hoặc báo tin trong ứng dụng.',
    followHint: 'Quan tâm để nhận thông báo của đơn vị và nhắn tin qua Zalo.',
    follow: 'Quan tâm',
    following: 'Đang hỏi Zalo…',
    followOf: (unit: string) => `Quan tâm kênh ${unit}`,
    chat: 'Nhắn tin',
    chatOf: (unit: string) => `Nhắn tin cho ${unit}`,
    followed: (unit: string) => `Đã quan tâm kênh ${unit}.`,
    followDeclined: 'Bạn chưa quan tâm kênh này. Bạn có thể bấm lại bất cứ lúc nào.',
    followUnavailable: (unit: string) =>
      `Chưa quan tâm được từ đây. Vui lòng tìm “${unit}” trong Zalo rồi bấm Quan tâm.`,
    followUnknown: 'Zalo chưa trả lời. Vui lòng xem trong Zalo đã quan tâm kênh chưa rồi thử lại.',
    chatUnavailable: (unit: string) => `Chưa mở được khung chat. Vui lòng tìm “${unit}” trong Zalo.`,
    openPage: 'Mở kênh Zalo',
    openPageOf: (unit: string) => `Mở kênh Zalo của ${unit}`,
    sandbox: 'Bản thử: kênh này không có trên Zalo thật nên không mở.',
  },

  unit: {
    name: 'Đơn vị',
    loading: 'Đang tải thông tin đơn vị…',
    detailsFailed: 'Chưa tải được địa chỉ và thông tin thêm.',
    notFound: 'Không tìm thấy đơn vị này. Mã có thể đã cũ.',
    toList: 'Xem danh sách đơn vị',
    phones: 'Điện thoại',
    noPhone: 'Chưa có số điện thoại công khai. Khẩn cấp vui lòng gọi 113.',
    topics: 'Liên hệ về việc',
    address: 'Địa chỉ',
    noAddress: 'Chưa có địa chỉ công khai.',
    hours: 'Giờ làm việc',
    map: 'Xem trên bản đồ',
    mapOf: (unit: string) => `Xem ${unit} trên bản đồ`,
    mapUnavailable: 'Chưa mở được bản đồ. Vui lòng tự tìm địa chỉ này trong ứng dụng bản đồ.',
    officers: 'Cảnh sát khu vực',
    qr: 'Mã QR của đơn vị',
    qrHint: 'Đưa người bên cạnh quét bằng Zalo hoặc máy ảnh để mở đúng đơn vị này.',
    qrAlt: (unit: string) => `Mã QR mở trang của ${unit}`,
    qrMissing: 'Chưa tải được mã QR. Vui lòng xem lại khi có mạng.',
    poster: 'Tờ A4 để in, dán bảng tin',
    posterUnavailable: 'Chưa mở được tờ để in. Vui lòng mở trang này bằng trình duyệt trên máy tính.',
    parent: 'Đơn vị cấp trên',
    formerNames: 'Tên cũ',
    formerUntil: (name: string, share: string, day: string) => `${name} (${share}, đến ngày ${day})`,
    shares: {
      whole: 'toàn bộ',
      rest: 'phần lớn',
      part: 'một phần',
    } satisfies Record<HeirShare, string>,
    sendTip: 'Báo tin cho đơn vị này',
    endedAt: (day: string) => `Đơn vị này hoạt động đến ngày ${day}.`,
    ended: 'Đơn vị này không còn.',
    heirs: 'Địa bàn nay do đơn vị sau phụ trách:',
  },

  links: {
    name: 'Trang khác',
    heading: 'Trang khác của nhà nước',
    leaving:
      'Bạn sẽ rời Zalo An ninh khi mở các trang này. Công an phường không nhận được điều bạn gửi ở đó.',
    empty: 'Chưa có liên kết nào.',
    failed: 'Chưa tải được danh sách trang.',
    open: 'Mở trang này',
    openOf: (name: string) => `Mở trang này: ${name}`,
    desk: 'Dành cho cán bộ: bàn trực',
    unavailable: (host: string) => `Chưa mở được trang. Vui lòng tự mở ${host} trong trình duyệt.`,
  },
} as const;

export type ChannelText = Words<typeof vietnamese>;

/** In the language of the screens. */
export const channelText: ChannelText = spoken('channelText', vietnamese);
