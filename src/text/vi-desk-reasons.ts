/**
 * Why a message did not go where it should, as an officer can use it: one table for whatever is sent, to groups, senders, OAs and units'
 * own systems. The outbox keeps short codes such as "zalo -237"; with the number, because whoever looks after the portal asks for it.
 */
const whys: Readonly<Record<string, string>> = {
  'zalo -32': 'đã quá hạn mức gửi',
  'zalo -100': 'tệp đính kèm đã hết hạn ở Zalo',
  'zalo -200': 'Zalo báo gửi không thành công',
  'zalo -201': 'Zalo không nhận nội dung này',
  'zalo -204': 'OA đã bị tắt',
  'zalo -205': 'OA không còn',
  'zalo -209': 'ứng dụng Zalo chưa được kích hoạt cho việc này',
  'zalo -210': 'nội dung dài hơn Zalo cho phép',
  'zalo -211': 'OA đã dùng hết lượt gửi',
  'zalo -212': 'ứng dụng Zalo chưa được cấp quyền này',
  'zalo -213': 'người nhận chưa quan tâm OA',
  'zalo -214': 'Zalo còn đang xử lý bài',
  'zalo -216': 'quyền truy cập OA hết hiệu lực',
  'zalo -217': 'người nhận đã chặn tin của OA',
  'zalo -218': 'người nhận đã nhận đủ tin trong ngày',
  'zalo -219': 'ứng dụng Zalo đã bị gỡ hoặc tắt',
  'zalo -220': 'quyền truy cập OA hết hiệu lực',
  'zalo -221': 'OA chưa xác thực',
  'zalo -223': 'OA chưa cấp quyền, hoặc đã hết lượt đăng bài',
  'zalo -224': 'gói của OA cần được nâng cấp',
  'zalo -227': 'tài khoản người nhận bị khóa hoặc lâu không dùng',
  'zalo -230': 'người nhận không nhắn OA trong 7 ngày qua',
  'zalo -232': 'người nhận chưa nhắn OA, hoặc đã quá lâu',
  'zalo -233': 'Zalo không nhận loại tin này',
  'zalo -234': 'Zalo không cho gửi từ 22 giờ đến 6 giờ',
  'zalo -235': 'OA này dùng kiểu gửi khác',
  'zalo -237': 'nhóm đã bị khóa hoặc hết hạn',
  'zalo -238': 'gói tin đã dùng hoặc đã tắt',
  'zalo -240': 'Zalo đã ngừng kiểu gửi này',
  'zalo -241': 'gói tin đã dùng hoặc đã tắt',
  'zalo -242': 'khóa bí mật của ứng dụng Zalo không đúng',
  'zalo -244': 'người nhận không cho nhận loại tin này',
  'zalo -248': 'Zalo cho rằng nội dung trái quy định',
  'zalo -249': 'mẫu tin không dùng được cho người nhận này',
  'zalo -320': 'chưa nối tài khoản Zalo Cloud',
  'zalo -321': 'tài khoản Zalo Cloud đã hết tiền',
  'zalo -403': 'OA không ở trong nhóm',
  'zalo -1340': 'không có biểu mẫu này ở Zalo',
  'zalo -1341': 'OA không dùng được biểu mẫu này',
  'zalo -401': 'quyền truy cập OA hết hiệu lực',
  'zalo 401': 'quyền truy cập OA hết hiệu lực',
  'zalo 216': 'quyền truy cập OA hết hiệu lực',
  'zalo 452': 'quyền truy cập OA hết hiệu lực',
  'no officer in their window': 'chưa cán bộ nào nhắn OA trong 48 giờ qua',
  'oa without duty group': 'OA chưa có nhóm trực ban',
  'oa not connected': 'OA chưa được kết nối',
  'not asked': 'không gửi cách này',
  'chat closed': 'khung chat đã đóng',
  'tip gone': 'tin báo không còn',
  'alert gone': 'tin cứu giúp không còn',
  night: 'không gửi từ 22 giờ đến 6 giờ',
  internal: 'lỗi của cổng, đã ghi nhật ký',
  timeout: 'bên nhận không trả lời kịp',
  connection: 'không kết nối được',
  dns: 'không tìm thấy tên máy chủ',
  tls: 'chứng thư https không hợp lệ',
  'address refused': 'tên máy chủ dẫn tới địa chỉ nội bộ',
  disabled: 'hệ thống nhận đã bị ngắt; bật lại ở mục “Kết nối” thì gửi tiếp',
  removed: 'hệ thống nhận đã bị xóa',
};

/** Where it was tried, or how far it came. */
const stages: Readonly<Record<string, string>> = {
  'oa-group': 'Nhóm trực ban của đơn vị',
  'oa-officers': 'Nhắn riêng cán bộ',
  'parent-group': 'Nhóm của cấp trên',
  webhook: 'Hệ thống của đơn vị',
  'read back': 'Chưa đọc lại được cuộc trò chuyện',
  unreachable: 'Không nhắn được cho người này',
  window_closed: 'Khung chat đã đóng',
  quota: 'Hết lượt gửi',
  'broadcast perhaps sent': 'Có thể đã phát rồi, xem ở OA trước khi phát lại',
};

/**
 * A whole reason: "oa-group: zalo -237; parent-group: oa not connected", one part for each destination that was tried. What is not
 * known is shown as it is, for whoever looks after the portal.
 */
export function deliveryReasonText(reason: string): string {
  return reason.split('; ').map(partText).join('. ');
}

function partText(part: string): string {
  const [stage = '', rest] = part.split(/: (.*)/s);
  if (rest === undefined) return whyText(part);
  return `${stages[stage] ?? stage}: ${partText(rest)}`;
}

function whyText(why: string): string {
  const known = whys[why];
  const [, system, number] = /^(zalo|http) (-?\d+)$/.exec(why) ?? [];
  if (number === undefined) return known ?? why;
  if (system === 'http') return `bên nhận trả lời lỗi (HTTP ${number})`;
  return known === undefined ? `Zalo từ chối (mã ${number})` : `${known} (Zalo ${number})`;
}
