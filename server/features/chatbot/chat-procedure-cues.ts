/**
 * What is wanted of which thing, in core words: the search ranks by all words of a question, and of a long one those that decide are
 * few. Data for chat-intent.rules.ts, in the notation of urgent-phrases.ts; the first that fits decides.
 */

/** Words that stand for each other in the cues. */
export const cueClasses = {
  card: 'căn_cước|cccd|cmnd|cmt|chứng_minh|chứng_minh_thư|thẻ_chip|thẻ_cc|id_card|thẻ_định_danh|cc_gắn|cc_chip|cái_cc|thẻ_căn_cước',
  licence:
    'bằng_lái|gplx|blx|giấy_phép_lái_xe|bằng_xe|bằng_a1|bằng_a2|bằng_a|bằng_b1|bằng_b2|bằng_b|bằng_c|bằng_d|bằng_ô_tô|bằng_xe_máy|bằng_honda|bằng_lái_xe',
  plate:
    'cà_vẹt|cavet|cà_vẹc|cà_dẹt|đăng_ký_xe|giấy_xe|giấy_tờ_xe|biển_số|biển_xe|bảng_số|biển_số_xe|biển_đẹp|số_xe',
  vehicle:
    'xe|xe_máy|ô_tô|oto|mô_tô|xe_hơi|honda|vision|sh|wave|airblade|air_blade|vario|exciter|lead|winner|sirius|dream|vinfast|xế|xe_điện|yamaha|ab|future',
  passport: 'hộ_chiếu|passport|pasport|pát_po|hộ_chiếu_phổ_thông',
  rented:
    'tạm_trú|kt3|ở_trọ|nhà_trọ|phòng_trọ|thuê_trọ|thuê_nhà|thuê_phòng|ở_thuê|mướn_nhà|mướn_phòng|ở_mướn|nhà_mướn|nhà_thuê|khu_trọ|dãy_trọ|ký_túc_xá',
  household: 'thường_trú|hộ_khẩu|khẩu|sổ_hộ|nhập_khẩu|hktt|đktt|kt1',
  eid: 'vneid|định_danh|vnid|định_danh_điện_tử|định_danh_mức|tài_khoản_định_danh|mức_2|mức_hai',
  foreigner:
    'người_nước_ngoài|nước_ngoài|ông_tây|bà_tây|khách_tây|mấy_tây|người_tây|ngoại_quốc|người_hàn|người_trung|người_nhật|người_mỹ|người_ấn|foreigner|việt_kiều|chuyên_gia|người_philippines|quốc_tịch|tây_ba_lô|đài_loan|hàn_quốc|trung_quốc|campuchia|quốc_tế_nước',
  lost: 'mất|rớt|rơi|thất_lạc|bị_giật|bị_cướp|bị_trộm|bị_móc|để_quên|lost|làm_mất|mất_tiêu|bay_mất|không_cánh_mà_bay|không_tìm_thấy|kiếm_không_ra',
  /** “mất” of letters that wore off, and of time and money that something takes. */
  notLost: 'mất_chữ|mất_số|mất_nét|mất_bao|mất_mấy|mất_thời_gian|mất_nhiêu|mất_tiền',
  worn: 'mất_chữ|mất_số|mất_nét|không_đọc_được|hư|hỏng|gãy|bể|mờ|trầy|tróc|bong|rách|nát|cong|phai|nứt|mòn|cũ|bạc|ố|giặt|cháy|cháy_xém',
  expired:
    'hết_hạn|sắp_hết|gần_hết|quá_hạn|tới_hạn|đến_hạn|hết_hiệu_lực|hết_date|hết_thời_hạn|gia_hạn|renew|expired|hết_hạng|tới_kỳ',
  change: 'đổi|cấp_đổi|thay|sang|chuyển',
  wrong: 'sai|nhầm|lộn|sửa|cải_chính|điều_chỉnh|đính_chính|chỉnh|khác_với|không_khớp|không_đúng|thiếu_chữ',
  want: 'làm|xin|đăng_ký|đăng_kí|khai|khai_báo|báo|cấp|thủ_tục|hồ_sơ|giấy|cần|muốn|nộp|lấy|được|sao|thế_nào|đâu|gì|hỏi|register|apply|bao_nhiêu|bao_lâu',
} as const;

/** `all` must be said, each in some way, in any order; `unless` must not. */
export type ProcedureCue = {
  readonly id: string;
  readonly all: readonly string[];
  readonly unless?: string;
  /** It is about a penalty itself: no question of law. */
  readonly isAboutPenalty?: true;
};

export const procedureCues: readonly ProcedureCue[] = [
  {
    id: 'nguoi-nuoc-ngoai-tam-tru',
    all: ['@foreigner', 'khai|khai_báo|báo|đăng_ký|tạm_trú|thuê|ở|mướn|na17'],
    unless:
      '@passport|lý_lịch|lltp|lậu|chui|trái_phép|không_khai|không_đăng_ký|phiếu|du_học|đi_làm|xuất_khẩu|đi|kết_hôn|lấy_vợ|lấy_chồng|con_nuôi|hôn',
  },
  {
    id: 'ly-lich-tu-phap',
    all: [
      'lý_lịch_tư_pháp|lltp|lý_lịch_số|phiếu_lý_lịch|phiếu_số_1|phiếu_số_2|án_tích|xác_nhận_tiền_án|tư_pháp',
    ],
    unless: 'tổ_tư_pháp|hộ_tịch',
  },
  {
    id: 'ly-lich-tu-phap',
    all: ['tiền_án|tiền_sự|không_án_tích', 'xác_nhận|giấy|xin|làm|phiếu'],
    unless: 'có_tiền_án|nó|thằng',
  },
  {
    id: 'mat-ho-chieu',
    all: ['@passport', '@lost'],
    unless: 'trăng_mật|mất_bao|mất_mấy|mất_thời_gian|mất_nhiêu|mất_tiền|làm_mất_nhiêu',
  },
  { id: 'ho-chieu', all: ['@passport'] },
  {
    id: 'can-cuoc-xac-nhan-cmnd',
    all: [
      'xác_nhận|chứng_nhận|giấy',
      'số_cũ|số_cmnd|cmnd_cũ|9_số|số_chứng_minh|chứng_minh_cũ|cmnd_9',
      '@card|cmnd_9|một_người',
    ],
  },
  {
    id: 'can-cuoc-duoi-14',
    all: [
      '@card',
      'dưới_14|dưới_mười_bốn|em_bé|trẻ_em|con_nít|bé|nhóc|chưa_đủ_14|chưa_14|mẫu_giáo|lớp_1|tiểu_học',
    ],
    unless: 'đủ_14|tròn_14|lên_14|@lost|được_14',
  },
  {
    id: 'can-cuoc-cap-lai',
    all: ['@card', '@lost'],
    unless: '@notLost',
  },
  {
    id: 'can-cuoc-dieu-chinh-csdl',
    all: ['@card|dữ_liệu_dân_cư|cơ_sở_dữ_liệu|dữ_liệu_quốc_gia', '@wrong'],
    unless: '@household|@eid',
  },
  {
    id: 'can-cuoc-cap-doi',
    all: ['@card', '@change|@expired|@worn|25_tuổi|40_tuổi|60_tuổi|hai_lăm_tuổi'],
    unless: 'đổi_mật_khẩu|@eid',
  },
  {
    id: 'can-cuoc-cap-tu-14',
    all: [
      '@card',
      'lần_đầu|đủ_14|tròn_14|lên_14|14_tuổi|15_tuổi|16_tuổi|chưa_có|chưa_làm|first_time|được_14|mười_bốn',
    ],
  },
  {
    id: 'gplx-cap-lai',
    all: ['@licence', '@lost'],
    unless: '@notLost',
  },
  {
    id: 'gplx-doi',
    all: ['@licence', '@change|@expired|@worn|giấy_bìa|bìa|pet|nhựa|tích_hợp'],
    unless: 'vượt_đèn|trừ_điểm|trừ',
  },
  {
    id: 'xe-thu-hoi',
    all: ['@plate|@vehicle', 'thu_hồi|nộp_lại|trả_biển|trả_lại_biển|rút_biển|giữ_biển|hủy_đăng_ký|khai_tử'],
    unless: 'bị_thu_hồi|bị_giữ',
  },
  {
    id: 'phat-nguoi',
    all: [
      'phạt_nguội|phạt_nguôi|camera_phạt|bị_camera|dính_phạt|camera_chụp|camera_bắn|giấy_phạt|lỗi_vi_phạm|biên_bản_phạt',
    ],
    unless: 'đánh_nhau|trộm',
    isAboutPenalty: true,
  },
  {
    id: 'xe-sang-ten',
    all: [
      '@vehicle|@plate',
      'sang_tên|qua_tên|đổi_chủ|chính_chủ|chủ_cũ|chủ_mới|mua_lại|xe_cũ|đứng_tên|tặng|thừa_kế|second_hand|ủy_quyền_xe|sang_chủ|qua_chủ|xe_cầm_đồ_thanh_lý|sang_lại',
    ],
    unless: 'thu_hồi|bị_trộm',
  },
  {
    id: 'xe-cap-lai',
    all: ['@plate', '@lost'],
    unless: '@notLost',
  },
  { id: 'xe-doi', all: ['@plate', '@worn|đổi|màu_sơn|đổi_màu|đổi_biển'] },
  {
    id: 'xe-lan-dau',
    all: [
      '@vehicle',
      'mới_mua|mua_mới|tậu|đăng_ký|đăng_kí|bấm_biển|bốc_biển|ra_biển|lên_biển|làm_biển|bấm_số|bốc_số|trong_hãng|xe_mới|làm_cà_vẹt|ra_cà_vẹt|làm_giấy',
    ],
    unless:
      '@lost|@worn|sang_tên|chủ_cũ|cũ|mua_lại|lại|đổi|tạm_trú|đăng_ký_tạm|online|tại_nhà|trực_tuyến|vneid|qua_mạng|kinh_doanh|bị|tạm',
  },
  {
    id: 'dinh-danh-khoa-mo',
    all: [
      '@eid',
      'khóa|khoá|quên|mật_khẩu|pass|password|passcode|mở_lại|bị_khóa|đăng_nhập_không|không_đăng_nhập|không_vô_được|không_vào_được|đổi_máy|đổi_điện_thoại|lock|vô_không_được|vào_không_được|hack',
    ],
  },
  {
    id: 'dinh-danh-muc-2',
    all: [
      'vneid|vnid|định_danh_điện_tử|định_danh_mức|tài_khoản_định_danh|mức_2|mức_hai',
      'làm|cài|cài_đặt|kích_hoạt|đăng_ký|đăng_kí|mức|lên_mức|nâng|xin|tạo|cấp|kích|active',
    ],
    unless: '@household|@rented|@licence|@plate|tích_hợp|khóa|quên|@passport',
  },
  {
    id: 'cu-tru-xac-nhan',
    all: [
      'xác_nhận|giấy_xác_nhận|chứng_nhận|ct07|chứng_minh',
      'cư_trú|nơi_ở|nơi_cư_trú|đang_ở|chỗ_ở|ct07|thường_trú|tạm_trú|hộ_khẩu|thông_tin_cư_trú',
    ],
    unless: 'chưa_nhận|số_cmnd',
  },
  {
    id: 'cu-tru-khai-sinh-lien-thong',
    all: [
      'khai_sinh|mới_sinh|mới_đẻ|sơ_sinh|em_bé_mới|sinh_em_bé|sanh',
      'liên_thông|chung|một_lần|một_lượt|bhyt|bảo_hiểm_y_tế|cùng_lúc|luôn_một',
    ],
  },
  {
    id: 'cu-tru-tach-ho',
    all: [
      'tách|ra_riêng|sổ_riêng|hộ_riêng|tách_hộ|tách_khẩu|riêng_sổ',
      '@household|hộ|sổ|tách_hộ|tách_khẩu|thủ_tục',
    ],
    unless: 'tách_thửa|sổ_đỏ',
  },
  {
    id: 'cu-tru-xoa-thuong-tru',
    all: [
      '@household|tên',
      'cắt|xóa|xoá|rút|gạch_tên|cắt_khẩu|xóa_tên|bỏ_tên|khai_tử|qua_đời|chết|mất_rồi|mới_mất',
    ],
    unless: 'tạm_trú|sổ_đỏ',
  },
  {
    id: 'cu-tru-dieu-chinh',
    all: ['@household|cư_trú|chủ_hộ', '@wrong|đổi_chủ_hộ|thay_chủ_hộ|thay_đổi_chủ_hộ|bổ_sung|cập_nhật'],
  },
  { id: 'cu-tru-gia-han-tam-tru', all: ['tạm_trú|kt3', '@expired'] },
  {
    id: 'cu-tru-xoa-tam-tru',
    all: ['tạm_trú|kt3', 'xóa|xoá|hủy|huỷ|rút|cắt|dọn_đi|chuyển_đi|trả_phòng|hết_ở'],
  },
  { id: 'cu-tru-tam-vang', all: ['tạm_vắng|vắng_mặt|báo_vắng|đi_vắng'], unless: 'trộm|mất' },
  { id: 'cu-tru-luu-tru', all: ['lưu_trú'], unless: 'nước_ngoài|khách_sạn_lậu' },
  {
    id: 'cu-tru-luu-tru',
    all: [
      'khách|bạn|bạn_bè|bà_con|người_quen|họ_hàng|người_thân|ông_bà|anh_em|cháu|em_họ',
      'ngủ_lại|ở_lại|qua_đêm|ở_chơi|ngủ_nhờ|ở_nhờ|ở_ké|tá_túc|lên_chơi|ghé_ở',
      'khai|khai_báo|báo|trình|đăng_ký|thông_báo',
    ],
  },
  {
    id: 'cu-tru-tam-tru',
    all: ['@rented', '@want'],
    unless:
      '@household|@lost|trộm|đánh|ma_túy|cướp|ồn|lậu|quậy|nghi|phạt|lừa|cọc|hát|hút|chích|đánh_bài|đánh_bạc|giật|rình|cháy',
  },
  {
    id: 'cu-tru-thuong-tru',
    all: [
      '@household',
      'nhập|vô|vào|chuyển|chuyển_về|đăng_ký|đăng_kí|về|theo_chồng|theo_vợ|nhập_khẩu|làm|cần|hồ_sơ',
    ],
    unless: 'cắt|tách|xóa|rút',
  },
  {
    id: 'antt-cap-moi',
    all: [
      'antt|an_ninh_trật_tự|giấy_an_ninh|đủ_điều_kiện|giấy_phép_an_ninh',
      'giấy|giấy_phép|xin|cấp|đăng_ký|kinh_doanh|mở|làm|chứng_nhận|hồ_sơ',
    ],
    unless: '@change|mất|gây|cấp_đổi|tình_hình|đổi_tên',
  },
  {
    id: 'antt-cap-moi',
    all: [
      'cầm_đồ|khách_sạn|nhà_nghỉ|nhà_trọ_du_lịch|karaoke|massage|mát_xa|vũ_trường|spa|casino|dịch_vụ_bảo_vệ|dịch_vụ_đòi_nợ|súng_sơn|pháo_hoa|con_dấu_sản_xuất|homestay',
      'mở|kinh_doanh|xin|giấy_phép|đăng_ký|thủ_tục|điều_kiện|thành_lập',
      'giấy|giấy_phép|xin|thủ_tục|cần|điều_kiện|hồ_sơ|đăng_ký|làm_sao|gì',
    ],
    unless:
      'lậu|chui|trá_hình|không_phép|không_có_giấy|ồn|pccc|thẩm_duyệt|nghiệm_thu|phòng_cháy|tụ_tập|bán_dâm|mại_dâm|lưu_trú|quá_giờ',
  },
  {
    id: 'con-dau-lai',
    all: ['con_dấu|mẫu_dấu|mộc', '@lost|@worn|lại|đổi'],
    unless: '@notLost',
  },
  { id: 'con-dau-moi', all: ['con_dấu|mẫu_dấu|khắc_dấu|mộc_công_ty|con_mộc'] },
  { id: 'pccc-nghiem-thu', all: ['nghiệm_thu', 'pccc|phòng_cháy|chữa_cháy|cháy'] },
  { id: 'pccc-tham-dinh', all: ['thẩm_duyệt|thẩm_định|thiết_kế', 'pccc|phòng_cháy|chữa_cháy|cháy'] },
  {
    id: 'vu-khi-tho-so',
    all: [
      'kiếm|đao|gươm|mã_tấu|cung|nỏ|vũ_khí|vũ_khí_thô_sơ|giáo|mác',
      'khai_báo|khai|đăng_ký|gia_truyền|giao_nộp|trưng_bày|sưu_tầm|di_vật|kỷ_vật|hiện_vật',
    ],
    unless: 'cầm|chém|đánh|rượt|đe_dọa|hăm',
  },
  {
    id: 'to-cao-khieu-nai',
    all: ['khiếu_nại', 'đơn!|nộp|quyết_định|thủ_tục|viết|gửi|làm|muốn|ở_đâu|xử_phạt|mẫu'],
    unless: 'trực_tiếp|gặp',
  },
  { id: 'to-cao-khieu-nai', all: ['đơn!_tố_cáo|đơn!_khiếu_nại|thủ_tục_tố_cáo|thủ_tục_khiếu_nại'] },
];
