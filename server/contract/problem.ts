import { problemsOnPhone } from './problem-on-phone.ts';
import type { TipStatus } from './vocabulary.ts';

/**
 * The problems our API answers with (RFC 9457). `code` is the contract for programs; the title is for people, in Vietnamese,
 * and says what to do next.
 */
export const problems = {
  invalid_input: { status: 400, title: 'Thông tin gửi lên chưa đúng. Vui lòng xem lại các mục được nêu.' },
  invalid_json: { status: 400, title: 'Nội dung gửi lên không đọc được. Vui lòng gửi lại.' },
  idempotency_key_invalid: {
    status: 400,
    title: 'Thiếu mã chống gửi trùng. Vui lòng tải lại trang rồi gửi lại.',
  },
  unauthenticated: problemsOnPhone.unauthenticated,
  forbidden: { status: 403, title: 'Bạn không có quyền làm việc này.' },
  own_words: {
    status: 403,
    title: 'Người soạn không tự duyệt trả lời của mình. Cần một chỉ huy khác duyệt.',
  },
  own_proposal: {
    status: 403,
    title: 'Người đề xuất không tự duyệt nội dung của mình. Cần một người khác của đơn vị duyệt.',
  },
  own_article: {
    status: 403,
    title: 'Người viết không tự duyệt bài của mình. Cần một chỉ huy khác duyệt.',
  },
  not_found: { status: 404, title: 'Không tìm thấy nội dung này.' },
  unit_not_found: { status: 404, title: 'Không tìm thấy đơn vị này.' },
  tip_not_found: {
    status: 404,
    title: 'Không tìm thấy tin báo với mã này. Vui lòng kiểm tra lại mã tin và mã tra cứu.',
  },
  sos_not_found: {
    status: 404,
    title: 'Không tìm thấy tin cứu giúp này. Nếu còn nguy hiểm, hãy gọi 113 ngay.',
  },
  photo_not_found: { status: 404, title: 'Không tìm thấy ảnh này.' },
  form_link_gone: {
    status: 404,
    title: 'Đường dẫn này đã được mở hoặc đã hết hạn. Vui lòng quay lại ứng dụng để lấy tệp lần nữa.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Địa chỉ này không nhận cách gọi này. Các cách nhận được có trong mục Allow của câu trả lời.',
  },
  upload_timeout: { status: 408, title: 'Ảnh tải lên quá chậm. Vui lòng thử lại khi mạng tốt hơn.' },
  move_not_allowed: {
    status: 409,
    title: 'Tin báo đã sang bước khác nên chưa làm được việc này. Vui lòng tải lại tin.',
  },
  chat_not_for_this_tip: {
    status: 409,
    title: 'Trả lời của tin này chỉ xem trong ứng dụng, không gửi qua chat.',
  },
  sos_closed: {
    status: 409,
    title: 'Tin cứu giúp này đã kết thúc. Nếu còn nguy hiểm, hãy gọi 113 ngay hoặc gửi tin mới.',
  },
  sos_dispatched: {
    status: 409,
    title: 'Đã có người đang đến nên không hủy được ở đây. Nếu đã an toàn, hãy gọi cho trực ban.',
  },
  sos_full: {
    status: 409,
    title: 'Tin cứu giúp này đã có quá nhiều lần bổ sung. Hãy gọi trực ban hoặc 113.',
  },
  roster_changed: {
    status: 409,
    title: 'Lịch trực vừa được người khác sửa. Vui lòng tải lại lịch rồi sửa tiếp.',
  },
  tip_changed: {
    status: 409,
    title: 'Tin báo vừa được người khác cập nhật. Vui lòng xem lại tin rồi thao tác.',
  },
  no_draft: {
    status: 409,
    title: 'Chưa có dự thảo trả lời nào chờ duyệt. Vui lòng tải lại tin.',
  },
  no_proposal: {
    status: 409,
    title: 'Đề xuất này không còn chờ duyệt. Vui lòng tải lại để xem bản mới nhất.',
  },
  article_moved: {
    status: 409,
    title: 'Bài viết đã sang bước khác nên chưa làm được việc này. Vui lòng tải lại bài.',
  },
  article_full: {
    status: 409,
    title: 'Bài này đã sửa quá nhiều lần. Vui lòng viết bài mới.',
  },
  article_not_at_oa: {
    status: 409,
    title: 'Bài chưa có trên OA. Vui lòng đăng bài lên OA và chờ xong rồi phát tin.',
  },
  broadcast_done: {
    status: 409,
    title: 'Bài này đã được phát tới người quan tâm OA. Mỗi bài chỉ phát một lần.',
  },
  broadcast_not_now: {
    status: 409,
    title: 'Chưa phát được lúc này: không phát từ 22 giờ đến 6 giờ, và mỗi lần cách nhau 30 phút.',
  },
  delivery_not_parked: {
    status: 409,
    title: 'Lượt gửi này không còn chờ xử lý. Vui lòng tải lại danh sách.',
  },
  identity_bound: {
    status: 409,
    title: 'Tài khoản Zalo này đang gắn với một cán bộ khác. Vui lòng gỡ liên kết cũ trước.',
  },
  already_rated: { status: 409, title: 'Bạn đã đánh giá lần trả lời này. Cảm ơn bạn.' },
  reopen_limit: {
    status: 409,
    title: 'Tin này đã được đề nghị xem lại hai lần. Vui lòng gửi tin mới hoặc gọi trực ban.',
  },
  messages_full: {
    status: 409,
    title: 'Tin này đã có quá nhiều lần bổ sung. Vui lòng gửi tin mới hoặc gọi trực ban.',
  },
  form_not_fillable: {
    status: 409,
    title: 'Mẫu này chưa tải được từ đây. Vui lòng lấy bản chính thức ở nơi được nêu.',
  },
  idempotency_conflict: {
    status: 409,
    title: 'Mã gửi này đã dùng cho một nội dung khác. Vui lòng gửi lại như tin mới.',
  },
  content_changed: {
    status: 412,
    title: 'Nội dung vừa được người khác sửa. Vui lòng tải lại, xem thay đổi rồi lưu lần nữa.',
  },
  body_too_large: { status: 413, title: 'Nội dung gửi lên quá lớn. Vui lòng rút gọn rồi gửi lại.' },
  photo_too_large: problemsOnPhone.photo_too_large,
  document_too_large: { status: 413, title: 'Tệp PDF quá lớn. Vui lòng nén lại hoặc chia thành nhiều tệp.' },
  unsupported_media_type: { status: 415, title: 'Định dạng gửi lên không được hỗ trợ.' },
  photo_unreadable: { status: 422, title: 'Không đọc được ảnh này. Vui lòng chụp lại hoặc chọn ảnh khác.' },
  photo_expired: { status: 422, title: 'Ảnh đã hết hạn lưu tạm. Vui lòng tải ảnh lên lại rồi gửi tin.' },
  document_refused: { status: 422, title: 'Không nhận được tệp này. Vui lòng chọn tệp PDF khác.' },
  document_expired: {
    status: 422,
    title: 'Tệp PDF đã hết hạn lưu tạm. Vui lòng tải tệp lên lại rồi lưu bài.',
  },
  consent_outdated: {
    status: 422,
    title: 'Nội dung đồng ý đã thay đổi. Vui lòng đọc lại và đồng ý trước khi gửi.',
  },
  anonymous_with_contact: {
    status: 422,
    title: 'Tin ẩn danh không kèm họ tên, số điện thoại. Vui lòng bỏ một trong hai.',
  },
  category_unknown: { status: 422, title: 'Lĩnh vực này không có. Vui lòng chọn lại.' },
  unit_unknown: { status: 422, title: 'Đơn vị này không có. Vui lòng chọn lại phường.' },
  broadcast_unconfirmed: {
    status: 422,
    title: 'Xác nhận này không còn dùng được. Vui lòng đọc lại số người nhận rồi bấm phát lần nữa.',
  },
  unit_divided: {
    status: 422,
    title: 'Phường này đã được chia lại. Vui lòng chọn phường hiện nay nơi xảy ra sự việc.',
  },
  unit_not_allowed: {
    status: 422,
    title: 'Không chuyển được tin này tới đơn vị đã chọn. Vui lòng chọn đơn vị khác.',
  },
  no_unit_above: { status: 422, title: 'Đơn vị này không có cấp trên trong hệ thống.' },
  staff_unknown: { status: 422, title: 'Không có cán bộ này trong đơn vị xử lý. Vui lòng chọn lại.' },
  keys_full: { status: 422, title: 'Cán bộ này đã có quá nhiều khóa. Vui lòng thu hồi khóa cũ trước.' },
  webhook_url_refused: {
    status: 422,
    title: 'Không gửi được tới địa chỉ này. Vui lòng dùng địa chỉ https công khai của hệ thống nhận.',
  },
  webhooks_full: {
    status: 422,
    title: 'Đơn vị này đã có đủ số hệ thống nhận. Vui lòng xóa một hệ thống cũ trước.',
  },
  binding_code_unknown: {
    status: 422,
    title: 'Mã liên kết không đúng hoặc đã hết hạn. Vui lòng kiểm tra lại hoặc xin mã mới.',
  },
  pairing_code_unknown: {
    status: 422,
    title:
      'Không có màn hình nào đang hiện mã này. Vui lòng xem lại mã, hoặc tải lại màn hình đó để có mã mới.',
  },
  location_token_invalid: {
    status: 422,
    title: 'Chưa lấy được vị trí từ Zalo. Vui lòng thử lại hoặc nhập địa chỉ.',
  },
  proof_required: {
    status: 428,
    title: 'Cần một bước xác nhận tự động trước khi nhận. Vui lòng gửi lại; khẩn cấp hãy gọi 113.',
  },
  precondition_required: {
    status: 428,
    title: 'Thiếu mã phiên bản đang sửa (If-Match). Vui lòng tải lại nội dung rồi sửa.',
  },
  rate_limited: {
    status: 429,
    title: 'Đã có quá nhiều lượt trong thời gian ngắn. Vui lòng thử lại sau ít phút; khẩn cấp hãy gọi 113.',
  },
  internal_error: {
    status: 500,
    title: 'Hệ thống đang gặp trục trặc. Vui lòng thử lại sau ít phút; khẩn cấp hãy gọi 113.',
  },
  zalo_unavailable: {
    status: 503,
    title: 'Chưa kết nối được với Zalo. Vui lòng thử lại, hoặc chọn cách không cần Zalo.',
  },
  photo_unavailable: { status: 503, title: 'Chưa lấy được ảnh lúc này. Vui lòng thử lại sau giây lát.' },
  map_unavailable: { status: 503, title: 'Chưa lấy được ảnh bản đồ đường phố. Sơ đồ phường vẫn dùng được.' },
  busy: { status: 503, title: 'Hệ thống đang bận. Vui lòng thử lại sau giây lát; khẩn cấp hãy gọi 113.' },
  storage_unavailable: {
    status: 503,
    title: 'Hệ thống chưa lưu được tin. Vui lòng thử lại sau giây lát; khẩn cấp hãy gọi 113.',
  },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof problems;

/** One field that is wrong: `path` names it from the body's root, `message` is for the person. */
export type ProblemIssue = { path: (string | number)[]; message: string };

/**
 * What `proof_required` asks for: one whole number per puzzle (`i` from 0), so that SHA-256 of the ASCII text `<seed>:<i>:<number>`
 * begins with `zeroBits` zero bits. Sent again with the same Idempotency-Key and `Proof: <token>:<number>,<number>,…`; one solution
 * serves one key, until `expiresAt`.
 */
export type ProofChallenge = {
  token: string;
  seed: string;
  puzzles: number;
  zeroBits: number;
  expiresAt: string;
};

/** A tip as it stands when somebody else was quicker. */
export type PresentTip = { status: TipStatus; sequence: number; updatedAt: string };

/** The body of every error answer, `application/problem+json`. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  requestId: string;
  issues?: ProblemIssue[];
  /** With `proof_required` alone. */
  challenge?: ProofChallenge;
  /** How the tip stands, with a 409 about what a staff member wanted to do to it. */
  present?: PresentTip;
};
