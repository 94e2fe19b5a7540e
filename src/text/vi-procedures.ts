import type { ProcedureDetail } from '#contract/procedures.ts';
import { spoken, type Words } from './spoken.ts';

type OnlineLevel = NonNullable<ProcedureDetail['online']['level']>;

/** The sentences of procedures: finding one, and one procedure's page. Apart from vi.ts so that home does not carry them. */
const vietnamese = {
  find: {
    name: 'Thủ tục, giấy tờ',
    heading: 'Thủ tục, giấy tờ',
    lead: 'Xem cần mang gì, nộp ở đâu, bao lâu, bao nhiêu tiền trước khi đi.',
    search: 'Bạn cần làm giấy tờ gì?',
    searchHint: 'Nói sao gõ vậy, không cần dấu. Ví dụ: mất căn cước, đăng ký tạm trú.',
    loading: 'Đang tải danh sách thủ tục…',
    failed: 'Chưa tải được danh sách thủ tục.',
    preparing: 'Đang chuẩn bị ô tìm kiếm…',
    searchFailed: 'Chưa mở được ô tìm kiếm vì mất mạng. Bạn vẫn chọn được theo nhóm bên dưới.',
    groups: 'Chọn theo nhóm',
    allGroups: 'Tất cả nhóm thủ tục',
    count: (count: number) => `${count} thủ tục`,
    started: 'Bạn đang chuẩn bị',
    startedProgress: (ready: number, total: number) => `Đã có ${ready}/${total} giấy tờ`,
    answers: 'Thủ tục tìm thấy',
    found: (count: number) => `Có ${count} thủ tục, gần nhất đứng đầu.`,
    foundOne: 'Có 1 thủ tục.',
    more: (count: number) => `Xem thêm ${count} thủ tục`,
    abolished: 'Đã bãi bỏ',
    elsewhere: 'Không nộp tại phường',
    nothing: (query: string) => `Chưa tìm thấy thủ tục nào về “${query}”.`,
    nothingHint: 'Bạn thử từ khác ngắn hơn, chọn theo nhóm, hoặc hỏi công an phường.',
    askWard: 'Hỏi công an phường',
    chooseWard: 'Chọn phường để có số điện thoại',
    sosHeading: 'Bạn đang cần giúp ngay?',
    sosBody: 'Gọi luôn nhanh hơn tìm trong ứng dụng.',
    sosGo: 'Báo cầu cứu cho trực ban phường',
    tipHeading: 'Bạn muốn báo tin cho công an?',
    tipBody: 'Việc đang xảy ra thì gọi 113. Việc khác, bạn gửi tin kèm ảnh, gửi ẩn danh được.',
    tipGo: 'Báo tin cho công an phường',
    hotlineHeading: 'Bạn tìm số điện thoại công an?',
    hotlineGo: 'Xem số điện thoại các đơn vị',
  },

  age: {
    known: (instant: string) => `Thông tin thủ tục cập nhật lúc ${instant}.`,
    behind: (instant: string) =>
      `Chưa hỏi được máy chủ. Bạn đang xem bản lưu trên điện thoại, cập nhật lúc ${instant}; có thể đã có thay đổi.`,
  },

  one: {
    name: 'Thủ tục',
    loading: 'Đang mở thủ tục…',
    failed: 'Chưa tải được thủ tục này.',
    notFound: 'Không có thủ tục này. Liên kết có thể đã cũ.',
    toList: 'Tìm thủ tục khác',
    abolished: 'Thủ tục này đã bãi bỏ, không còn phải làm.',

    // For who reads the screens in another language.
    inVietnamese: 'Nội dung thủ tục viết bằng tiếng Việt, theo văn bản.',

    glance: 'Tóm tắt',
    glanceWhere: 'Nộp ở đâu',
    glanceTime: 'Bao lâu',
    glanceFee: 'Lệ phí',
    glanceOnline: 'Trực tuyến',
    online: 'Làm được',
    onlinePart: 'Làm được một phần',
    onlineBooking: 'Đặt lịch hẹn được',
    notOnline: 'Không',

    jump: 'Đi nhanh tới',

    right: 'Bạn có đúng chỗ không?',
    applicants: 'Ai làm được',
    conditions: 'Khi nào cần, điều kiện',
    deadline: 'Hạn của bạn',
    notHere: (authority: string) => `Công an phường không nhận hồ sơ này. Nơi nhận: ${authority}.`,

    papers: 'Cần mang gì',
    noPapers: 'Không cần nộp giấy tờ nào.',
    cases: 'Trả lời để danh sách đúng với bạn',
    caseQuestion: (when: string) => `Bạn thuộc trường hợp: ${when}?`,
    yes: 'Có',
    no: 'Không',
    checklist: 'Danh sách giấy tờ',
    progress: (ready: number, total: number) => `Đã có ${ready}/${total}`,
    complete: 'Đã đủ giấy tờ. Bạn có thể đi nộp.',
    ifYouHave: 'nếu có',
    perhaps: (when: string) => `Chỉ khi: ${when}`,
    originals: (count: number) => (count === 1 ? '1 bản chính' : `${count} bản chính`),
    copies: (count: number) => (count === 1 ? '1 bản sao' : `${count} bản sao`),
    onForm: (code: string) => `mẫu ${code}`,
    ticksKept: 'Dấu đánh được giữ trên điện thoại này, không gửi đi đâu.',
    clearTicks: 'Xóa dấu đánh và câu trả lời',

    forms: 'Mẫu đơn',
    noForms: 'Không cần mẫu đơn nào.',
    fillForm: (code: string) => `Điền hoặc lấy mẫu ${code}`,
    getForm: (code: string) => `Xem nơi lấy mẫu ${code}`,
    issued: (code: string) => `${code}: cơ quan cấp cho bạn, bạn không phải điền.`,

    where: 'Nộp ở đâu, lúc nào',
    authority: 'Nơi nhận hồ sơ',
    hours: 'Giờ nhận',
    address: 'Địa chỉ',
    noAddress: 'Chưa có địa chỉ công khai. Vui lòng gọi hỏi trước khi đi.',
    addressLater: 'Địa chỉ cần có mạng để tải.',
    map: 'Xem bản đồ',
    mapUnavailable: 'Chưa mở được bản đồ. Vui lòng tự tìm địa chỉ trên trong bản đồ của điện thoại.',
    yourWard: 'Phường của bạn',
    notYourWard: 'Đổi phường',
    chooseWard: 'Chọn phường của bạn để thấy địa chỉ và số điện thoại.',
    chooseWardGo: 'Chọn phường',
    noteOf: (unit: string) => `${unit} lưu ý`,
    steps: 'Các bước',

    time: 'Bao lâu có kết quả',
    result: 'Kết quả',

    fee: 'Lệ phí',
    free: 'Không mất tiền',
    amount: (vnd: string) => `${vnd} đồng`,
    unknownAmount: 'Chưa rõ',
    feeSources: 'Nguồn',
    channels: { 'truc-tiep': 'nộp trực tiếp', 'truc-tuyen': 'nộp trực tuyến' },

    unknownHeading: 'Điều chưa rõ',
    unknownAsk: (whom: string) => `Nên hỏi trước khi đi: ${whom}.`,
    askBy: (label: string) => `${label}:`,
    trialNumber: (phone: string) => `${phone} (số thử)`,

    onlineHeading: 'Làm trực tuyến',
    onlineLevels: {
      'toan-trinh': 'Làm được toàn bộ qua mạng.',
      'mot-phan': 'Nộp qua mạng được một phần; vẫn phải đến một lần.',
      'truc-tuyen': 'Nộp qua mạng được.',
      'dat-lich': 'Đặt lịch hẹn qua mạng được, rồi đến làm trực tiếp.',
      'truc-tiep': 'Phải đến nơi, không làm qua mạng.',
    } satisfies Record<OnlineLevel, string>,
    onlineUnknown: 'Chưa rõ có làm qua mạng được không.',
    vneid: 'Làm được trong ứng dụng VNeID.',
    leaving: 'Bạn sẽ rời Zalo An ninh. Điều bạn điền ở đó không qua ứng dụng này.',
    nationalPortal: 'Cổng Dịch vụ công quốc gia',
    policePortal: 'Cổng Dịch vụ công Bộ Công an',
    openFailed: (host: string) => `Chưa mở được trang. Vui lòng tự mở ${host} trong trình duyệt.`,

    mistakes: 'Hay sai',
    law: 'Luật quy định',
    penalty: 'Nếu không làm',
    changes: 'Vừa thay đổi',
    since: (day: string) => `Từ ${day}:`,
    laws: 'Văn bản luật',
    inForce: (day: string) => `hiệu lực ${day}`,

    sources: 'Nguồn và ngày kiểm tra',
    eachSource: 'Từng nguồn',
    checkedOn: (day: string) => `Đối chiếu ngày ${day}.`,
    stale: (days: number) => `Thông tin này đối chiếu đã quá ${days} ngày. Nên gọi hỏi lại trước khi đi.`,
    neverChecked: 'chưa đối chiếu được',
    sourceChecked: (day: string) => `đối chiếu ngày ${day}`,
    via: (copy: string) => `qua ${copy}`,
    publishedHere: (day: string) => `Công an cập nhật trên cổng này ngày ${day}.`,
    code: (code: string) => `Mã thủ tục ${code}`,
    codeShared: 'nhiều thủ tục dùng chung mã này',

    seeAlso: 'Có thể bạn cần',
    share: 'Gửi cho người thân',
    shareTitle: (name: string) => `${name}: giấy tờ, nơi nộp, lệ phí`,
    copied: 'Đã chép liên kết. Bạn dán vào tin nhắn để gửi.',
    shared: 'Đã gửi.',
    shareFailed: (url: string) => `Chưa gửi được. Bạn chép liên kết này: ${url}`,
    print: 'In danh sách này',
  },
} as const;

export type ProcedureText = Words<typeof vietnamese>;

/** In the language of the screens. */
export const procedureText: ProcedureText = spoken('procedureText', vietnamese);
