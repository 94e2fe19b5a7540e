/** What the server itself says to people through Zalo. The Mini App's words are in src/text/vi.ts, a place's own in its pack. */
export const words = {
  sender: {
    linkText: (code: string, word: string) => `Nhận trả lời tin ${code}, mã nối ${word}`,
    chat: {
      linked: (code: string) =>
        `Đã nối. Từ nay trả lời cho tin ${code} sẽ đến ngay trong khung chat này. Muốn thôi, mở tin trong ứng dụng Zalo An ninh và chọn “Không nhận ở chat”.`,
      answered: (code: string) => `Trả lời tin báo ${code}:`,
      asked: (code: string) =>
        `Công an cần hỏi thêm về tin ${code} (xin trả lời trong ứng dụng Zalo An ninh):`,
      message_unit: (code: string) => `Thêm về tin báo ${code}:`,
      declined: (code: string) => `Về tin báo ${code}, xin hướng dẫn:`,
      closed: (code: string) => `Tin báo ${code} đã được kết thúc.`,
    },
    notification: {
      title: 'Zalo An ninh',
      contentTitle: 'Tin báo của bạn có cập nhật',
      contentDescription: 'Mở ứng dụng để xem. Nội dung chỉ hiện trong tin của bạn.',
      buttonText: 'Xem tin',
    },
  },
  formerStaff: 'Cán bộ đã thôi nhiệm vụ',
  group: {
    title: 'TIN BÁO',
    again: '(gửi lại)',
    kinds: { crime: 'Tố giác, tin báo về tội phạm', feedback: 'Phản ánh', petition: 'Kiến nghị' },
    sentAt: 'Gửi lúc',
    happenedAt: 'xảy ra lúc',
    unit: 'Địa bàn',
    nearBorder: 'gần ranh giới, cần kiểm tra',
    outside: 'ngoài địa bàn',
    place: 'Nơi xảy ra',
    coordinates: 'Tọa độ',
    content: 'Nội dung',
    photos: 'Số ảnh',
    photo: 'Ảnh',
    acknowledgeBy: 'Cần tiếp nhận trước',
    openDesk: 'Mở bàn trực',
    updates: {
      message: 'Người báo vừa bổ sung thông tin.',
      reopened: 'Người báo đề nghị xem lại.',
      low_rating: 'Người báo chưa hài lòng với trả lời, đề nghị chỉ huy xem lại.',
      transferred: 'Tin đã được chuyển cho đơn vị khác.',
      escalated: 'Tin đã được chuyển lên cấp trên.',
      assigned: 'Tin đã được giao thêm đơn vị cùng xử lý.',
    },
    passedFrom: 'Chuyển từ',
    notReceived: 'nhóm của đơn vị chưa nhận được',
    digest: {
      title: 'TIN TƯƠNG TỰ',
      like: 'Nội dung gần giống tin',
      between: 'gửi từ',
      until: 'đến',
      codes: 'Mã tin',
      photos: 'Ảnh của các tin này (không gửi vào nhóm)',
    },
    restricted: 'Tin hạn chế, mở bàn trực',
    chatWaiting: {
      title: 'CÓ NGƯỜI DÂN CHỜ TRONG CHAT OA',
      request:
        'Đề nghị mở khung chat của OA (ứng dụng OA hoặc oa.zalo.me) và trả lời. Nội dung không chép vào nhóm này.',
    },
    clock: {
      remind: { title: 'NHẮC TIẾP NHẬN', request: 'Đề nghị trực ban mở tin và tiếp nhận.' },
      commander: {
        title: 'KÍNH GỬI CHỈ HUY',
        request: 'Đề nghị chỉ huy phân công người tiếp nhận ngay.',
      },
      parent: {
        title: 'CHUYỂN CẤP TRÊN',
        request: 'Đề nghị đơn vị cấp trên tiếp nhận hoặc chỉ đạo ngay.',
      },
      tips: 'TIN',
      nobody: 'Chưa có người tiếp nhận sau',
      atLeast: 'ít nhất',
      minutes: 'phút',
      unit: 'Đơn vị',
    },
  },
} as const;
