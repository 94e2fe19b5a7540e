import type { SosCloseReason, SosSituation, SosStep } from '#contract/vocabulary.ts';
import { spoken, type Words } from './spoken.ts';

/** The sentences of SOS, apart from vi.ts so that home does not carry them. Short: they are read with shaking hands. */
const vietnamese = {
  // Not "SOS": the name of the window is seen by whoever looks over the shoulder.
  name: 'Zalo An ninh',
  heading: 'Cần giúp ngay',
  // For who is harmed at home: says nothing to who looks over the shoulder.
  quietHeading: 'Liên hệ',

  calls: {
    heading: 'Gọi điện',
    police: 'Công an, cả nước',
    fire: 'Cháy, cứu nạn',
    medical: 'Cấp cứu',
    callVerb: 'Gọi',
    owner: (unit: string, label: string) => `${label} · ${unit}`,
    undialled: 'không gọi được',
    placeholderMark: 'số thử',
    placeholderBody: 'Đây là số thử, bấm gọi sẽ không có ai nghe máy. Vui lòng gọi 113.',
    noWard: 'Chưa biết bạn ở phường nào nên chưa có số trực ban phường.',
    chooseWard: 'Chọn phường',
  },

  afterCall: {
    heading: 'Chưa thấy gọi đi?',
    body: 'Tự bấm số này trên bàn phím điện thoại:',
    copy: 'Sao chép số',
    copied: 'Đã sao chép. Mở phần gọi điện, dán số rồi bấm gọi.',
    copyFailed: 'Chưa sao chép được. Vui lòng tự bấm số ở trên.',
    close: 'Đã gọi được',
  },

  hold: {
    heading: 'Không nói được?',
    label: 'Giữ nút này để gửi vị trí',
    hint: 'Giữ khoảng 2 giây rồi thả. Máy không phát tiếng, không rung.',
    // For who does not see the screen, after the label and the hint.
    more: (unit: string | null) =>
      `Gửi tới trực ban${unit === null ? '' : ` ${unit}`}. Không giữ được thì bấm một lần rồi chọn Gửi vị trí ngay.`,
    holding: 'Cứ giữ…',
    release: 'Thả ra để gửi',
    early: 'Thả sớm quá nên chưa gửi gì. Giữ lâu hơn, hoặc bấm một nút dưới đây.',
    question: 'Gửi vị trí của bạn tới trực ban?',
    yes: 'Gửi vị trí ngay',
    no: 'Không gửi',
    window: 'Sắp gửi…',
    now: 'Gửi ngay',
    takeBack: 'Hủy, không gửi',
    takenBack: 'Đã hủy. Chưa gửi gì.',
    // Said where the position is asked for; the alert itself waits for no answer.
    placeNote: 'Điện thoại có thể hỏi quyền vị trí. Không cho phép thì tin vẫn gửi đi, bạn ghi địa chỉ sau.',
  },

  situation: {
    heading: 'Chuyện gì đang xảy ra?',
    optional: 'Không bắt buộc. Chạm vào hình.',
    names: {
      attacked: 'Bị tấn công',
      robbery: 'Cướp, trộm',
      fire: 'Cháy',
      accident: 'Tai nạn',
      domestic_violence: 'Bạo lực gia đình',
      missing_child: 'Trẻ bị lạc',
      other: 'Việc khác',
    } satisfies Record<SosSituation, string>,
    chosen: 'đã chọn',
    first: {
      fire: 'Cháy: gọi 114 trước.',
      accident: 'Có người bị thương: gọi 115 trước.',
    } as Partial<Record<SosSituation, string>>,
  },

  status: {
    heading: 'Tình trạng',
    leaving: 'Đang gửi…',
    leavingDetail: 'Đang gửi tới trực ban. Không đóng màn hình này.',
    failed: 'Chưa gửi được. Gọi 113 ngay.',
    failedDetail: 'Máy đang tự gửi lại, tin chỉ tới một lần. Đừng chờ: hãy gọi.',
    unsent: (time: string) => `Tin lúc ${time} chưa gửi được.`,
    unsentDetail: 'Nếu vẫn cần giúp, hãy gọi 113 hoặc gửi lại.',
    sendAgain: 'Gửi lại ngay',
    giveUp: 'Không gửi nữa',
    giveUpNote: 'Nếu lần gửi trước đã tới nơi, trực ban vẫn có thể gọi hoặc đến.',
    stored: (unit: string) => `Chưa tới nhóm trực ban ${unit}. Gọi 113.`,
    storedDetail: (time: string) => `Máy chủ đã nhận tin lúc ${time} và đang chuyển tiếp.`,
    // Fixed (promise 10): says no more than is known.
    forwarded: (unit: string, time: string) =>
      `Đã vào nhóm trực ban ${unit} lúc ${time}, chưa có người nhận: gọi 113.`,
    acknowledged: (unit: string, time: string) => `Trực ban ${unit} đã nhận lúc ${time}.`,
    acknowledgedDetail: 'Nếu an toàn, hãy ở yên chỗ bạn đang gửi vị trí.',
    dispatched: 'Đang đến.',
    dispatchedDetail: (time: string) => `Trực ban báo lực lượng đang đến, lúc ${time}.`,
    cancelled: (time: string) => `Bạn đã hủy lúc ${time}.`,
    cancelledDetail: 'Trực ban được báo là bạn đã hủy, và vẫn có thể gọi lại hoặc tới xem.',
    closed: (time: string) => `Trực ban đã kết thúc tin lúc ${time}.`,
    closedDetail: {
      resolved: 'Sự việc được ghi là đã xử lý. Nếu vẫn cần giúp, hãy gọi 113 hoặc gửi tin mới.',
      false_alarm: 'Tin được ghi là báo nhầm. Nếu vẫn cần giúp, hãy gọi 113 hoặc gửi tin mới.',
      test: 'Tin được ghi là gửi thử. Nếu cần giúp thật, hãy gọi 113 hoặc gửi tin mới.',
      handed_over: 'Tin được giao cho cơ quan khác. Nếu vẫn cần giúp, hãy gọi 113 hoặc gửi tin mới.',
    } satisfies Record<SosCloseReason, string>,
    unknown: 'Không còn tìm thấy tin đã gửi. Nếu vẫn cần giúp, hãy gọi 113.',
    alsoTo: (units: string) => `Gần ranh giới nên cũng gửi tới ${units}.`,
    climbed: {
      commander: 'Chưa ai nhận nên đã báo chỉ huy',
      parent: 'Chưa ai nhận nên đã báo cấp trên',
      everyone: 'Chưa ai nhận nên đã báo mọi nơi còn lại',
    } satisfies Record<SosStep, string>,
    at: (words: string, time: string) => `${words} lúc ${time}.`,
    reached: (unit: string, time: string) => `Đã vào nhóm trực ban ${unit} lúc ${time}.`,
    lost: (time: string) => `Mất liên lạc với máy chủ. Trên đây là điều máy biết lúc ${time}.`,
    stillOpen: 'Bạn có một tin đang mở.',
    view: 'Xem tin',
    cancel: 'Tôi an toàn rồi, hủy tin',
    cancelQuestion: 'Hủy tin này?',
    cancelYes: 'Hủy tin',
    cancelNo: 'Không, vẫn cần giúp',
    cancelFailed: 'Chưa hủy được. Vui lòng thử lại, hoặc gọi trực ban báo bạn đã an toàn.',
    done: 'Xong',
    history: 'Đã xảy ra những gì',
    code: (code: string) => `Mã để đọc cho trực ban: ${code}`,
  },

  place: {
    heading: 'Vị trí của bạn',
    asking: 'Đang tìm vị trí…',
    found: (accuracy: string, time: string) => `Có vị trí, sai số khoảng ${accuracy}, lúc ${time}.`,
    foundUnknown: (time: string) => `Có vị trí lúc ${time}, không rõ sai số.`,
    officersSee: (accuracy: string, time: string) =>
      `Trực ban thấy vị trí sai số khoảng ${accuracy}, lúc ${time}.`,
    officersSeeUnknown: (time: string) => `Trực ban thấy vị trí của bạn lúc ${time}.`,
    waiting: 'Vị trí sẽ được gửi khi có mạng.',
    repeats: 'Vị trí được gửi tiếp khi màn hình này còn mở. Màn hình tắt hoặc khóa thì máy ngừng gửi.',
    keepAwake: 'Giữ màn hình sáng',
    keepAwakeHint: 'Để máy không tự khóa và ngừng gửi vị trí. Đừng bật nếu ánh sáng có thể làm lộ bạn.',
    declined: 'Điện thoại chưa được phép cho biết vị trí. Vui lòng ghi bạn đang ở đâu:',
    unavailable: 'Chưa lấy được vị trí. Vui lòng ghi bạn đang ở đâu:',
    retry: 'Thử lấy lại vị trí',
    add: 'Ghi thêm địa chỉ',
    ward: 'Phường',
    wardPlaceholder: 'Chọn phường',
    address: 'Số nhà, đường, hoặc vật dễ thấy',
    addressHint: 'Ví dụ: 12 Lê Trọng Tấn, cạnh chợ, tầng 3',
    send: 'Gửi địa chỉ',
    sent: (address: string) => `Đã gửi: ${address}`,
    addressOf: (address: string, ward: string | null) => (ward === null ? address : `${address}, ${ward}`),
    errorAddress: 'Vui lòng ghi địa chỉ hoặc vật dễ thấy.',
  },

  words: {
    heading: 'Nhắn thêm cho trực ban',
    lead: 'Không bắt buộc.',
    text: 'Lời nhắn',
    counter: (count: number, max: number) => `${count}/${max} ký tự`,
    phone: 'Số điện thoại gọi lại được',
    phoneHint: 'Bỏ trống nếu không muốn bị gọi lại.',
    send: 'Gửi thêm',
    sending: 'Đang gửi thêm…',
    sent: 'Đã gửi thêm cho trực ban.',
    waiting: 'Sẽ gửi thêm khi có mạng.',
    refused: (reason: string) => `Chưa gửi thêm được: ${reason}`,
    errorNothing: 'Vui lòng viết lời nhắn hoặc số điện thoại.',
    errorPhone: 'Số điện thoại chưa đúng, ví dụ 0912345678.',
    errorLong: (excess: number) => `Lời nhắn dài quá ${excess} ký tự.`,
  },

  sms: {
    heading: 'Gửi bằng tin nhắn SMS',
    body: (owner: string) =>
      `Không có mạng vẫn nhắn được SMS tới ${owner}. Tin đã soạn sẵn, bạn chỉ cần bấm gửi.`,
    open: (phone: string) => `Soạn SMS tới ${phone}`,
    noMobile:
      'Chưa có số di động của trực ban để nhắn SMS. Bạn sao chép tin dưới đây và nhắn cho người thân.',
    copy: 'Sao chép tin',
    copied: 'Đã sao chép tin.',
    copyFailed: 'Chưa sao chép được. Vui lòng tự viết lại tin trên.',
    unopened: 'Chưa mở được tin nhắn. Vui lòng sao chép tin rồi tự nhắn.',
    locate: 'Lấy vị trí cho tin nhắn',
  },

  /**
   * The text message itself, without marks: with them it would need two or three parts of 70 letters, and with a poor line one of them
   * stays away.
   */
  smsWords: {
    begin: 'CUU GIUP (Zalo An ninh).',
    situations: {
      attacked: 'Bi tan cong.',
      robbery: 'Cuop, trom.',
      fire: 'Chay.',
      accident: 'Tai nan.',
      domestic_violence: 'Bao luc gia dinh.',
      missing_child: 'Lac tre em.',
      other: '',
    } satisfies Record<SosSituation, string>,
    place: (lat: string, lng: string, accuracy: string, time: string) =>
      `Vi tri ${lat},${lng}${accuracy} luc ${time}.`,
    accuracy: (metres: number) => ` sai so ${metres}m`,
    ward: (unit: string) => `Dia ban: ${unit}.`,
    address: (address: string) => `Dia chi: ${address}.`,
  },

  leave: 'Thoát nhanh',
  leaveHint: 'Rời ứng dụng ngay. Tin đã gửi vẫn còn hiệu lực.',
} as const;

export type SosText = Words<typeof vietnamese>;

/** In the language of the screens. */
export const sosText: SosText = spoken('sosText', vietnamese);
