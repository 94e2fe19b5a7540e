import { spoken, type Words } from './spoken.ts';

/** The sentences of writing and sending a tip. */
const vietnamese = {
  name: 'Báo tin',
  stepOf: (step: number, steps: number) => `Bước ${step} trên ${steps}`,
  next: 'Tiếp tục',
  // Fixed: on every screen on which a tip is written or sent.
  danger: 'Việc đang đe dọa tính mạng: gọi 113 ngay. Cháy gọi 114, cấp cứu gọi 115.',
  portalFailed: 'Chưa tải được mẫu báo tin.',
  fixBelow: 'Vui lòng xem lại mục được đánh dấu bên dưới.',
  discard: 'Xóa tin đang viết',
  discardQuestion: 'Xóa toàn bộ nội dung và ảnh đã nhập?',
  discardBody: 'Việc này không hoàn lại được.',
  discardYes: 'Xóa tin',
  discardNo: 'Giữ lại',

  kind: {
    heading: 'Bạn muốn báo việc gì?',
    legend: 'Loại tin',
    crime: 'Tố giác, tin báo về tội phạm',
    crimeHint: 'Trộm cắp, ma túy, lừa đảo, đánh người…',
    feedback: 'Phản ánh an ninh, trật tự',
    feedbackHint: 'Ồn ào, lấn chiếm, giao thông, nguy cơ cháy…',
    petition: 'Kiến nghị, góp ý',
    petitionHint: 'Đề nghị lắp camera, tuần tra, cải tiến…',
    categoryLegend: 'Việc cụ thể',
    categoryHint: 'Chọn mục gần nhất. Chọn chưa đúng cũng không sao, công an sẽ phân loại lại.',
    groupChosen: (category: string) => `Đã chọn: ${category}`,
    examples: (examples: readonly string[]) => `Ví dụ: ${examples.join(', ')}`,
    urgentHeading: 'Vui lòng gọi ngay trước khi viết tin',
    urgentBody: 'Cuộc gọi luôn nhanh hơn tin nhắn. Bạn vẫn có thể gửi tin ở đây sau khi đã gọi.',
    errorKind: 'Vui lòng chọn loại tin.',
    errorCategory: 'Vui lòng chọn một việc trong danh sách.',
  },

  story: {
    heading: 'Chuyện gì đã xảy ra?',
    description: 'Kể lại sự việc',
    descriptionHint: 'Ai, làm gì, đặc điểm người và xe, biển số nếu thấy. Viết như bạn nói là được.',
    counter: (count: number, max: number) =>
      `${count.toLocaleString('vi-VN')}/${max.toLocaleString('vi-VN')} ký tự`,
    urgent: 'Nghe như việc khẩn cấp. Vui lòng gọi ngay, gọi nhanh hơn nhắn tin:',
    urgentSos: 'Không gọi được? Gửi vị trí',
    urgentStill: 'Bạn vẫn viết tiếp và gửi tin ở đây được.',
    errorShort: (min: number) => `Vui lòng kể ít nhất ${min} ký tự.`,
    errorLong: (excess: number) =>
      `Nội dung dài quá ${excess.toLocaleString('vi-VN')} ký tự. Vui lòng rút gọn.`,
    when: 'Xảy ra khi nào?',
    whenNow: 'Vừa xảy ra hoặc đang diễn ra',
    whenAt: 'Vào lúc khác',
    whenUnknown: 'Không nhớ rõ',
    whenLocal: 'Ngày, giờ xảy ra',
    whenLocalHint: 'Giờ Việt Nam; gần đúng cũng được.',
    errorTime: 'Vui lòng chọn thời gian, hoặc “Không nhớ rõ”.',
    errorWhen: 'Vui lòng chọn ngày, giờ.',
    errorFuture: 'Thời điểm này chưa tới. Vui lòng chọn lại.',
  },

  photos: {
    heading: 'Ảnh (không bắt buộc)',
    hint: (max: number) =>
      `Tối đa ${max} ảnh. Vị trí và thông tin máy được xóa khỏi ảnh. Chỉ chụp khi an toàn.`,
    camera: 'Chụp ảnh',
    album: 'Chọn ảnh',
    full: (max: number) => `Đã đủ ${max} ảnh. Xóa bớt nếu muốn đổi ảnh khác.`,
    photo: (number: number) => `Ảnh ${number}`,
    preparing: 'Đang chuẩn bị',
    waiting: 'Đang chờ',
    uploading: (percent: number) => `Đang tải lên ${percent}%`,
    done: 'Đã tải lên',
    remove: (number: number) => `Xóa ảnh ${number}`,
    retry: (number: number) => `Tải lại ảnh ${number}`,
    retryShort: 'Tải lại',
    lost: 'Ảnh này không còn trên điện thoại. Vui lòng xóa và chọn lại.',
    failed: 'Chưa tải lên được.',
    unavailable:
      'Không mở được máy ảnh hoặc thư viện ảnh. Vui lòng thử cách còn lại hoặc gửi tin không kèm ảnh.',
    tooMany: (taken: number) => `Chỉ thêm được ${taken} ảnh vì đã đủ số ảnh.`,
  },

  place: {
    heading: 'Sự việc xảy ra ở đâu?',
    lead: 'Địa điểm quyết định công an phường nào nhận tin.',
    // Fixed: said before the place is asked for.
    notice: 'Vị trí của bạn là dữ liệu cá nhân nhạy cảm, chỉ dùng để xác định phường xử lý và hỗ trợ bạn.',
    elsewhere: 'Nếu bạn không ở nơi xảy ra sự việc, vui lòng nhập địa chỉ thay vì lấy vị trí.',
    locate: 'Lấy vị trí của tôi',
    locateAgain: 'Lấy lại vị trí',
    locating: 'Đang lấy vị trí…',
    remove: 'Bỏ vị trí này',
    accuracy: (metres: string) => `Sai số khoảng ${metres}.`,
    inside: (unit: string) => `Đã có vị trí, thuộc địa bàn ${unit}.`,
    atEdge: (unit: string) => `Đã có vị trí, sát ranh giới địa bàn. Tin sẽ tới ${unit}.`,
    nearBorder: 'Vị trí này gần ranh giới giữa các phường. Sự việc xảy ra bên nào?',
    nearBorderChoice: (metres: string) => `Cách khoảng ${metres}`,
    nearBorderHere: 'Theo bản đồ, vị trí nằm trong phường này',
    outside: (name: string | null) =>
      name ? `Vị trí này thuộc ${name}, ngoài địa bàn phục vụ.` : 'Vị trí này nằm ngoài địa bàn phục vụ.',
    outsideTaken: (unit: string) =>
      `Tin vẫn được ${unit} tiếp nhận và chuyển tới nơi phụ trách. Nếu khẩn cấp, gọi 113.`,
    imprecise: (metres: string) =>
      `Vị trí chỉ chính xác trong khoảng ${metres}, chưa đủ để biết phường. Vui lòng nhập thêm địa chỉ và chọn phường.`,
    unreached: 'Đã có vị trí nhưng chưa hỏi được máy chủ thuộc phường nào. Vui lòng chọn phường.',
    declined: 'Bạn chưa cho phép lấy vị trí. Không sao, vui lòng nhập địa chỉ và chọn phường.',
    unavailable: 'Chưa lấy được vị trí. Vui lòng nhập địa chỉ và chọn phường.',
    address: 'Địa chỉ hoặc mốc dễ nhận ra',
    addressHint: 'Ví dụ: hẻm 12 đường Lê Trọng Tấn, cạnh chợ',
    ward: 'Công an phường nơi xảy ra',
    wardPlaceholder: 'Chọn phường',
    noPlace: 'Không có địa điểm cụ thể',
    noPlaceHint: 'Ví dụ: bị lừa qua mạng, qua điện thoại',
    errorPlace: 'Vui lòng lấy vị trí, nhập địa chỉ, hoặc đánh dấu không có địa điểm.',
    errorAddress: 'Vui lòng nhập địa chỉ hoặc mốc dễ nhận ra.',
    errorAddressLong: (max: number) => `Địa chỉ dài quá ${max} ký tự. Vui lòng rút gọn.`,
    errorWard: 'Vui lòng chọn công an phường nơi xảy ra.',
    errorSide: 'Vui lòng chọn phường nơi xảy ra.',
  },

  sender: {
    heading: 'Bạn có cho biết mình là ai không?',
    legend: 'Người gửi',
    anonymous: 'Gửi ẩn danh',
    anonymousHint: 'Không gửi họ tên, số điện thoại hay tài khoản Zalo của bạn.',
    named: 'Để lại liên hệ',
    namedHint: 'Công an có thể gọi lại để hỏi thêm và báo kết quả.',
    account: 'Gửi bằng tài khoản Zalo',
    accountHint: 'Tin hiện trong “Tin của tôi”, không cần giữ mã.',
    // Said before Zalo is asked.
    accountWhy:
      'Để tin này hiện trong “Tin của tôi”, ứng dụng cần mã tài khoản Zalo của bạn. Ứng dụng không lấy tên, ảnh đại diện hay danh bạ.',
    signIn: 'Đăng nhập bằng Zalo',
    signingIn: 'Đang đăng nhập…',
    signedIn: 'Đã đăng nhập. Tin này sẽ hiện trong “Tin của tôi”.',
    accountSees:
      'Hệ thống lưu mã tài khoản Zalo của bạn cùng tin, được mã hóa. Cán bộ được giao chỉ thấy họ tên, số điện thoại nếu bạn ghi dưới đây (không bắt buộc).',
    signInDeclined:
      'Bạn chưa đồng ý đăng nhập. Không sao, bạn có thể gửi ẩn danh hoặc để lại liên hệ ở trên.',
    signInUnavailable:
      'Chưa đăng nhập được bằng Zalo. Bạn có thể thử lại, gửi ẩn danh hoặc để lại liên hệ ở trên.',
    errorSignIn: 'Vui lòng đăng nhập bằng Zalo, hoặc chọn cách gửi khác.',
    errorSignInLost:
      'Zalo chưa xác nhận được bạn nên tin chưa gửi đi. Vui lòng đăng nhập lại, hoặc chọn cách gửi khác.',
    errorIdentity: 'Vui lòng chọn một cách gửi.',
    anonymousSees: 'Công an thấy: nội dung tin, ảnh, địa điểm. Không thấy bạn là ai.',
    anonymousRemains:
      'Điều còn lại: Zalo biết bạn đã mở ứng dụng; lời kể, ảnh và địa điểm chính xác có thể làm lộ bạn. Bạn có thể quay lại bỏ vị trí và chỉ ghi một mốc gần đó.',
    anonymousLaw:
      'Tin ẩn danh khó hỏi thêm hơn, và có thể không được giải quyết như đơn tố cáo: Luật Tố cáo đòi có họ tên, địa chỉ.',
    anonymousReceipt: 'Sau khi gửi, bạn nhận mã tra cứu bí mật. Chỉ người có mã mới xem được trả lời.',
    namedSees:
      'Cán bộ được giao xử lý tin thấy họ tên và số điện thoại của bạn. Nhóm trực ban trên Zalo không thấy.',
    contactName: 'Họ tên',
    contactPhone: 'Số điện thoại',
    contactPhoneHint: 'Ví dụ: 0912 345 678',
    errorContact: 'Vui lòng nhập họ tên hoặc số điện thoại.',
    errorName: (max: number) => `Họ tên dài quá ${max} ký tự.`,
    errorPhone: 'Số điện thoại chưa đúng, ví dụ 0912345678.',
  },

  check: {
    heading: 'Kiểm tra lại trước khi gửi',
    unit: 'Đơn vị nhận tin',
    kind: 'Loại tin',
    category: 'Việc cụ thể',
    description: 'Nội dung',
    happened: 'Thời gian',
    happenedUnknown: 'Không nhớ rõ',
    happenedAbout: (instant: string) => `Khoảng ${instant}`,
    photos: 'Ảnh',
    photoCount: (count: number) => (count === 0 ? 'Không có ảnh' : `${count} ảnh`),
    place: 'Địa điểm',
    placeNone: 'Không có địa điểm cụ thể',
    placePoint: (accuracy: string) => `Vị trí từ điện thoại (${accuracy})`,
    placeAccuracy: (metres: string) => `sai số khoảng ${metres}`,
    placeAccuracyUnknown: 'không rõ sai số',
    sender: 'Người gửi',
    senderAnonymous: 'Ẩn danh',
    senderAccount: 'Tài khoản Zalo của bạn',
    edit: 'Sửa',
    editOf: (line: string) => `Sửa ${line.toLowerCase()}`,
    consentHeading: 'Đồng ý xử lý dữ liệu cá nhân',
    privacy: 'Xem dữ liệu của bạn được bảo vệ thế nào',
    consent: 'Tôi đã đọc và đồng ý',
    errorConsent: 'Vui lòng đọc và đánh dấu đồng ý trước khi gửi.',
    // Fixed: stands by the button that sends.
    falseReport: 'Tôi hiểu rằng cố ý báo tin sai sự thật có thể bị xử lý theo quy định của pháp luật.',
    send: (unit: string) => `Gửi tới ${unit}`,
  },

  sending: {
    waitingPhotos: (done: number, total: number) =>
      `Đang tải ảnh (${done}/${total}). Tin sẽ được gửi ngay khi tải xong.`,
    photosFailed: (count: number) =>
      `${count} ảnh chưa tải lên được. Bạn có thể tải lại hoặc gửi tin không kèm ảnh đó.`,
    photosUseless: (count: number) =>
      `Không dùng được ${count} ảnh. Bạn có thể bấm “Sửa” ở mục Ảnh để chọn ảnh khác, hoặc gửi tin không kèm ảnh đó.`,
    withoutUseless: 'Gửi không kèm ảnh đó',
    retryPhotos: 'Tải lại ảnh',
    withoutPhotos: 'Gửi không kèm ảnh chưa tải được',
    inProgress: 'Đang gửi tin. Vui lòng giữ màn hình này…',
    proving: 'Đang xác nhận, vui lòng đợi…',
    renewingPhotos: 'Ảnh đã hết hạn lưu tạm, đang tải lại. Tin sẽ được gửi ngay sau đó.',
    queued: 'Tin chưa gửi đi, đang chờ mạng…',
    queuedUnanswered: 'Chưa biết tin đã tới hay chưa vì máy chủ không trả lời kịp…',
    queuedBusy: 'Tin chưa gửi đi vì máy chủ đang bận…',
    queuedBody:
      'Tin và ảnh được giữ trên điện thoại này và tự gửi một lần khi có mạng, kể cả khi bạn đóng rồi mở lại ứng dụng. Khẩn cấp, vui lòng gọi 113.',
    queuedAgain: 'Gửi ngay',
    queuedCancel: 'Không gửi nữa',
    waiting: (seconds: number) => `Hệ thống đang bận. Tin được gửi lại sau ${seconds} giây.`,
    again: 'Gửi lại',
    busy: 'Đang gửi…',
    cancel: 'Dừng lại để sửa',
    failed: 'Chưa gửi được tin.',
    conflictHeading: 'Một tin trước đó đã được gửi',
    conflictBody:
      'Lần gửi trước đã tới nơi dù điện thoại chưa nhận được trả lời, sau đó bạn đã sửa nội dung. Bạn muốn làm gì?',
    conflictFirst: 'Nhận mã của tin đã gửi',
    conflictNew: 'Gửi nội dung đã sửa thành tin mới',
    unitChanged: 'Đã xác định được phường theo vị trí của bạn. Vui lòng xem lại đơn vị nhận rồi gửi.',
    consentChanged: 'Nội dung đồng ý vừa thay đổi. Vui lòng đọc lại và đánh dấu đồng ý.',
  },
} as const;

export type TipText = Words<typeof vietnamese>;

/** In the language of the screens. */
export const tipText: TipText = spoken('tipText', vietnamese);
