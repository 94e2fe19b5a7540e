/** What the server itself says to people through Zalo. The Mini App's words are in src/text/vi.ts, a place's own in its pack. */
export const words = {
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
    },
    restricted: 'Tin hạn chế, mở bàn trực',
  },
} as const;
