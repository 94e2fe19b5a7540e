/** What the page says to whoever comes back from Zalo after consenting for an OA. */
export const oaConsentWords = {
  title: 'Kết nối Zalo OA',
  unit: 'Đơn vị',
  connected: {
    heading: 'Đã kết nối Zalo OA',
    text: (oaName: string) =>
      `Từ nay tin báo của người dân được chuyển qua OA “${oaName}”. Bạn có thể đóng trang này.`,
    groups: 'Đã thấy nhóm trực ban của OA.',
    noDutyGroup:
      'Chưa thấy nhóm trực ban. Hãy tạo trong OA một nhóm có tên bắt đầu bằng “Trực ban”; hệ thống tự nhận ra trong ít phút.',
  },
  link_unknown: {
    heading: 'Liên kết này không còn dùng được',
    text: 'Liên kết chỉ dùng một lần và trong một giờ. Vui lòng đề nghị quản trị viên tạo liên kết mới.',
  },
  no_code: {
    heading: 'Chưa kết nối',
    text: 'Zalo cho biết việc cho phép chưa hoàn tất. Vui lòng đề nghị quản trị viên tạo liên kết mới rồi chọn “Đồng ý”.',
  },
  oa_taken: {
    heading: 'OA này đang thuộc đơn vị khác',
    text: 'Mỗi OA chỉ dùng cho một đơn vị. Vui lòng đăng nhập đúng OA của đơn vị rồi làm lại với liên kết mới.',
  },
  wrong_oa: {
    heading: 'Chưa đúng OA của đơn vị',
    text: 'OA vừa cho phép không phải OA đã chọn cho đơn vị này. Vui lòng chọn đúng OA và làm lại với liên kết mới.',
  },
  refused: {
    heading: 'Zalo chưa chấp nhận',
    text: 'Mã của Zalo đã hết hạn hoặc đã dùng. Vui lòng đề nghị quản trị viên tạo liên kết mới.',
  },
  unavailable: {
    heading: 'Chưa liên lạc được với Zalo',
    text: 'Kết nối của đơn vị vẫn như trước. Vui lòng thử lại sau ít phút với liên kết mới.',
  },
} as const;
