/**
 * How people turn to an office in a chat. Data for chat-intent.rules.ts, in the notation of urgent-phrases.ts: a new turn of phrase is
 * a line here, not code. What people report, and how they ask for a phone, is in the pack's search words too, for the screens as well.
 */

/** Words that stand for each other. */
export const chatClasses = {
  me: 'tôi|tui|tao|tớ|mình|em|con|cháu|chúng_tôi|bọn_em|tụi_em|bên_em',
  officer:
    'cán_bộ|công_an|cảnh_sát|nhân_viên|người_thật|con_người|người_trực|trực_ban|tư_vấn_viên|admin|ad|quản_trị|chuyên_viên|đồng_chí|lãnh_đạo|chỉ_huy|trưởng_công_an|phó_công_an|cskv|sếp|anh|chị|mấy_anh|các_anh|mấy_chú|các_chú|chú|mấy_ảnh|người_phụ_trách|ai_đó|người_nào|bộ_phận|cán_bộ_phường|tổng_đài_viên',
  bot: 'máy|bot|robot|rô_bốt|tự_động|trợ_lý|trả_lời_tự_động',
  office: 'công_an|phường|trụ_sở|đội|cơ_quan|phòng|ca|đồn|ủy_ban|bộ_phận|bên_mình|bên_đó',
  thing:
    'xe|xe_máy|xe_đạp|xe_điện|ô_tô|sh|điện_thoại|iphone|ip|samsung|laptop|máy_tính|ví|bóp|túi|túi_xách|giỏ|tiền|vàng|dây_chuyền|nhẫn|đồ|đồ_đạc|tài_sản|chó|gà|cây_kiểng|mai|đồng_hồ|camera|bình_ắc_quy|gương|kính_xe|két',
  drug: 'ma_túy|ma_tuý|hàng_trắng|hàng_đá|thuốc_lắc|bồ_đà|ke|cần_sa|bóng_cười|heroin|xì_ke|tép|ketamin',
  gambling:
    'đánh_bạc|đánh_bài|cờ_bạc|sòng_bài|sòng_bạc|xóc_đĩa|bầu_cua|lô_đề|số_đề|ghi_đề|cá_độ|đá_gà|tài_xỉu|tiến_lên|ba_cây|xập_xám|sát_phạt|gầy_sòng|xì_dách|binh_xập_xám|đá_dế|game_bắn_cá|bắn_cá',
  noise:
    'ồn!|ồn_ào|ồn_quá|ồn_lắm|ồn_vl|ồn_như|ồn_dữ|ồn_cả|ồn_suốt|ồn_chịu|ầm_ĩ|om_sòm|inh_ỏi|điếc_tai|náo_loạn|đinh_tai|karaoke|loa_kéo|loa_kẹo_kéo|nhạc_to|nhạc_lớn|hát_hò|hú_hét|la_ó|khoan_cắt|nhậu_nhẹt|cắn_sủa|đập_phá_ầm',
} as const;

/** Left: letters without marks, as hurried people and young ones write them. */
export const chatSpellings: Record<string, string> = {
  ...spell('không', 'hem hok hong hum khum honk hg'),
  ...spell('được', 'dc dx'),
  ...spell('đăng ký', 'dk dki'),
  ...spell('gì', 'j gj gi'),
  ...spell('vậy', 'z zay dzay v dz'),
  ...spell('bao nhiêu', 'bn bnhiu baonhiu bnhieu bnh'),
  ...spell('như thế nào', 'ntn nhtn nhuthenao'),
  ...spell('thế nào', 'tn'),
  ...spell('số điện thoại', 'sdt sodt'),
  ...spell('điện thoại', 'dt dthoai dienthoai'),
  ...spell('công an', 'cax'),
  ...spell('cảm ơn', 'camon cmon cam0n tks thks thanks thank thx thanku tkiu ty'),
  ...spell('làm', 'lm'),
  ...spell('giấy tờ', 'gto giayto'),
  ...spell('thủ tục', 'tt thutuc'),
  ...spell('hồ sơ', 'hs hso'),
  ...spell('biết', 'bit bik bjt'),
  ...spell('luôn', 'lun luon'),
  ...spell('trả lời', 'rep tl trloi'),
  ...spell('nói chuyện', 'nch nc ns'),
  ...spell('cán bộ', 'cb canbo'),
  ...spell('phường', 'p f ph'),
  ...spell('ma túy', 'matuy'),
  ...spell('mấy', 'may mí'),
  ...spell('người', 'ngừi ngk ng'),
  ...spell('giúp', 'jup'),
  ...spell('với', 'vs vz'),
  ...spell('quá', 'qa wa'),
  ...spell('mình', 'mk mik m'),
  ...spell('chào', 'chaoo'),
  ...spell('địa chỉ', 'dchi diachi'),
};

function spell(word: string, forms: string): Record<string, string> {
  return Object.fromEntries(forms.split(' ').map((form) => [form, word]));
}

/** Bare words that are words of their own in a text with marks, besides those of urgent-spellings.ts. */
export const chatOwnBareWords =
  'minh so cho con ra ban tin do nam tay di to khai ai theo sao gap xin tra may doi thu phi lo hi chi cam dan dua'.split(
    ' ',
  );

/** Says nothing by itself: what may stand around a greeting, a thank or a question about the last subject. */
export const chatGlue =
  'ạ|à|ơi|nha|nhé|nhỉ|vậy|thế|thì|là|mà|và|hay|để|với|của|cho|có|được|xin|hỏi|chút|xíu|tí|tôi|tui|em|mình|anh|chị|bạn|con|cháu|cô|chú|bác|ad|admin|công_an|cán_bộ|phường|mọi_người|các|mấy|rồi|nữa|cũng|dạ|vâng|ừ|ok|oke|nè|đi|lắm|quá|rất|nhiều|này|đó|kia|trợ_lý|buổi|sáng|trưa|chiều|tối|ngày|mới|tốt_lành|giúp|giùm|dùm|không|vâng|thưa|cái|vụ|việc|thôi|luôn|hết|cần|muốn|biết|làm|nào|gì|sao|ha|hả|hen|nghe|nhen|hihi|haha|hehe|kk|như|còn|một|cả_nhà|cả|nhà_mình|nhanh|liền|phần|khoản|bên|đây|đấy|ấy|nó|thông_tin|bot|robot|rô_bốt|máy|hệ_thống|zalo|oa|trang|xem|coi|lại';

export const chatPhrases = {
  /** Wants to speak with a person. */
  person: [
    'gặp|gọi_gặp|kết_nối|nối_máy|chuyển_máy ~2 @officer',
    'gặp ~1 người|ai',
    'nói_chuyện|nói|chat|nhắn|liên_lạc|liên_hệ|trao_đổi|trò_chuyện|tâm_sự|hỏi|làm_việc ~1 với|trực_tiếp|cùng|thẳng ~2 @officer',
    'chuyển|nối ~3 cho|qua|tới|sang ~1 @officer|người',
    'cần|muốn|cho|xin ~2 @officer ~2 trả_lời|tư_vấn|hỗ_trợ|giải_đáp|giải_thích|hướng_dẫn|rep|nói_chuyện|giúp',
    'cần|muốn|cho|xin ~2 người ~1 tư_vấn|trả_lời|hỗ_trợ|giải_đáp|thật|nói_chuyện|giúp',
    '@officer|người|ai ~2 trả_lời|rep|phản_hồi ~1 tin|tin_nhắn|em|tôi|mình|tui|giùm|dùm|giúp|đi|với|không',
    'không ~2 nói|chat|nhắn|hỏi ~2 với ~1 @bot',
    'ghét|chán|mệt ~2 @bot',
    'đừng|thôi ~2 tự_động|bot|robot|máy',
    'người_thật',
    'tư_vấn|hỗ_trợ|giải_đáp|hướng_dẫn trực_tiếp',
    'không ~1 hiểu ~2 gặp',
    '@officer ~1 vào|ra ~1 nói|trả_lời|rep',
    'talk|speak|chat to|with ~1 human|person|officer|someone|agent|police',
    'gặp ~1 trực_ban|lãnh_đạo|sếp|trưởng',
    'nhắn|chat|hỏi ~2 hoài|mãi|nãy_giờ ~3 không ~2 trả_lời|ai',
    'sao ~2 không ~1 ai ~1 trả_lời|rep',
    'nhân_viên|người|cán_bộ|admin|ad|tổng_đài ~1 hỗ_trợ|tư_vấn|trực|chăm_sóc ~2 đâu|ở_đâu|có_đó|có_không',
    'tư_vấn_viên|nhân_viên|cán_bộ|admin|người_trực|tổng_đài_viên ~1 đâu|ở_đâu|đâu_rồi|có_đó',
    'máy|bot|robot ~2 trả_lời|nói ~2 không_đúng|sai|tào_lao|bậy|linh_tinh|không_hiểu|trật_lất',
    'muốn|cần|cho|xin ~2 gọi|gọi_video|video_call|gọi_điện|alo|call|hẹn|gặp_mặt ~3 @officer|người',
    'không|đừng ~2 bot|máy|robot|tự_động',
    'ra|cho|kêu|gọi ~2 @officer|người ~2 nói_chuyện|gặp|tiếp|ra_đây|nghe_máy',
  ],
  /** Asks whether somebody is there; who asks for a number too wants the number. */
  somebody: ['có ~1 @officer|ai|người ~2 trực|online|onl|ở_đó|đang_trực|tiếp|trả_lời|nghe_máy'],
  /** Wants to know whom to call, or the address. */
  contact: [
    'số ~1 điện_thoại|máy|đt|hotline|liên_lạc|liên_hệ|trực|trực_ban|nóng|công_an|phường|đội!|csgt',
    'số_điện_thoại|hotline|đường_dây_nóng',
    'xin|cho|lấy|kiếm|tìm|hỏi ~1 số ~1 @office',
    'xin|cho|gửi ~2 địa_chỉ|hotline|sdt',
    'xin|cho số luôn|nha|với|ạ|đi|giùm|dùm|của|liên|ad',
    'số ~2 gọi|liên_hệ ~2 @office',
    '@office ~5 số ~1 mấy|nào|gì',
    'gọi ~2 số ~1 nào|mấy|gì',
    'gọi ~1 cho_ai|ai ?bây_giờ',
    'gọi ~1 @office ~2 số|sao|thế_nào|bằng',
    'địa_chỉ|trụ_sở|văn_phòng ~2 @office',
    'trụ_sở ~4 đâu|ở_đâu|chỗ_nào|nơi_nào',
    'phone number|address|office_hours|opening_hours',
    'cảnh_sát_khu_vực|công_an_khu_vực|cskv|khu_vực ~4 là_ai|ai|số|điện_thoại',
    'số|liên_hệ|điện_thoại ~2 cảnh_sát_khu_vực|công_an_khu_vực|cskv',
  ],
  /** Wants to know where the office is, when it is open; of a procedure that is named it is a question about that. */
  office: [
    '@office ~3 ở_đâu|ở_chỗ_nào|chỗ_nào|đường_nào|nằm_đâu|nằm_ở|ở_đường_nào|khúc_nào|địa_chỉ|chỗ_mô',
    '@office ~3 đường ~1 nào|gì',
    'đường ~1 tới|đến|lên|qua ~1 @office',
    'kiếm|tìm ~4 không ~2 thấy|ra ~2 @office',
    '@office ~2 có ~1 tiếp_dân|làm_việc|mở_cửa|trực|làm ~2 không|chưa|ko',
    'mấy_giờ|mấy_h|giờ_nào|lúc_nào|khi_nào ~3 làm_việc|mở_cửa|đóng_cửa|nghỉ|tiếp_dân|làm|mở|đi_làm|hết_giờ|nhận_hồ_sơ|tan_làm|có_mặt',
    'làm_việc|mở_cửa|đóng_cửa|nghỉ|tiếp_dân|nhận_hồ_sơ ~3 mấy_giờ|mấy_h|giờ_nào|lúc_nào|ngày_nào|thứ_mấy|khi_nào',
    'giờ|lịch|thời_gian ~1 làm_việc|tiếp_dân|tiếp_công_dân|mở_cửa|hành_chính|trực',
    'thứ_bảy|thứ_7|t7|chủ_nhật|cn|cuối_tuần|ngày_lễ|lễ|tết|ngoài_giờ|buổi_trưa|buổi_tối|chiều_thứ ~4 làm_việc|làm|mở|mở_cửa|nghỉ|tiếp|nhận|trực|hoạt_động',
    'làm_việc|làm|mở|mở_cửa|nghỉ|tiếp|trực ~3 thứ_bảy|thứ_7|t7|chủ_nhật|cn|cuối_tuần|ngày_lễ|lễ|tết|buổi_tối|ban_đêm|24/24',
    '@office|giờ_này ~2 còn ~1 làm_việc|mở_cửa|mở|tiếp|làm ~2 không',
    'còn ~1 làm_việc|mở_cửa|tiếp_dân ~2 không',
  ],
  news: [
    'tin_tức|tin_mới|bài_viết_mới|thông_báo_mới|tin_nóng|bản_tin|tin_an_ninh|cảnh_báo_mới',
    'có|xem|coi|đọc|cho|nghe|cập_nhật ~2 tin ~1 gì|mới|tức|nào|nóng',
    'thông_báo ~2 mới|gì|nào|gần_đây|tuần_này|hôm_nay',
    'có|xem|đọc|mới ~2 thông_báo|cảnh_báo ~2 gì|nào|không|mới',
    'phường|khu|khu_mình|địa_phương ~3 hoạt_động|sự_kiện|chương_trình|lịch|họp|phong_trào ~4 gì|nào|không|sắp_tới|mới',
    'thông_báo|lịch ~2 cúp|cúp_điện|cúp_nước|cấm|cấm_đường|rào_đường|họp_dân|phân_luồng|tuyển_quân|nghĩa_vụ',
    'đọc|xem|coi|theo_dõi|tìm ~1 tin|bài|tin_tức|báo ~2 an_ninh|phường|công_an|mới|ở_đâu',
    'tình_hình ~3 an_ninh|trật_tự|tội_phạm|phường|khu_vực',
    'latest|any news',
    'phường ~2 có|vừa ~1 tin|sự_kiện|thông_báo ~1 gì',
    'dạo_này|gần_đây|mấy_bữa_nay|hôm_nay ~3 có ~1 thông_báo|tin|cảnh_báo ~1 gì|nào',
  ],
  /** The way of a tip that was sent. */
  track: [
    'tra_cứu|tra|theo_dõi|kiểm_tra|xem|coi|check ~3 tin_báo|đơn_tố_giác|phản_ánh|tin_đã_báo|mã_tin|tố_giác',
    'tin|tin_báo|tin_báo_của|phản_ánh|đơn|vụ|tố_giác|báo_cáo|cái_tin ~5 tới_đâu|đến_đâu|sao_rồi|xử_lý_chưa|giải_quyết_chưa|xử_lý_tới|giải_quyết_tới|có_kết_quả|kết_quả_chưa|ai_xử_lý|xử_lý_xong|giải_quyết_xong',
    'tin|phản_ánh|vụ ~4 báo|gửi|phản_ánh ~4 tới_đâu|đến_đâu|sao_rồi|xử_lý|giải_quyết|kết_quả',
    'mã|mã_số ~1 tin_báo|tin|tra_cứu|bí_mật',
    'kết_quả ~2 tin_báo|phản_ánh|tố_giác|báo_tin',
    'mất|quên ~1 mã ~1 tra_cứu|tin|bí_mật|tin_báo',
    'đã|mới|vừa|từng ~1 báo|gửi_tin|gửi|phản_ánh ~7 chưa|hoài_không|mà_không|sao_không ~3 thấy|ai|trả_lời|giải_quyết|xử_lý',
  ],
  /** Something was sent before. */
  sentBefore: [
    'hôm_bữa|hôm_trước|bữa_trước|tuần_trước|tháng_trước|hổm_rày|bữa_hổm|hôm_nọ|đã|từng|hôm_qua|hồi ~4 gửi|báo|phản_ánh|trình_báo|tố_giác|khai',
  ],
  sentEarlier: [
    'gửi|báo|nộp|trình_báo|phản_ánh|tố_giác|khai ~6 hôm_bữa|hôm_trước|bữa_trước|tuần_trước|tháng_trước|hổm_rày|bữa_hổm|hôm_nọ|hôm_qua|lâu_rồi|mấy_bữa|mấy_ngày|cả_tuần|cả_tháng',
  ],
  /** … and nothing came of it. */
  nothingCame: [
    'chưa ~1 nghe|thấy|ai|có|được ~2 gì|ai|trả_lời|hồi_âm|phản_hồi|kết_quả|xử_lý|gọi|giải_quyết|xuống|liên_hệ',
    'không ~1 nghe|thấy|ai ~2 gì|trả_lời|hồi_âm|phản_hồi|gọi_lại|giải_quyết|xuống',
    'im_re|im_lặng|bặt_vô_âm_tín|lâu_quá|mất_hút|mà_chưa',
  ],
  ownReport: [
    'tui|tôi|em|mình|con|cháu ~3 phản_ánh|báo|tố_giác|gửi_đơn|trình_báo|gửi_tin|nộp_đơn|làm_đơn|khai_báo|tố_cáo|đã_báo',
  ],
  /** How does it stand. */
  howNow: [
    'sao_rồi|tới_đâu|đến_đâu|ra_sao_rồi|thế_nào_rồi|có_kết_quả|giải_quyết_chưa|xử_lý_chưa|giải_quyết_tới|xong_chưa|ai_giải_quyết',
    'chưa ~1 thấy',
    'tiến_độ|tình_hình_sao|kết_quả_sao|kết_quả ~1 chưa|gì|sao|thế_nào',
  ],
  /** Questions of law that a machine had better not answer. */
  law: [
    'bị ~2 phạt ~3 bao_nhiêu|nhiêu|nhiu|mấy|sao|gì|thế_nào|không|như_thế_nào',
    'phạt ~3 bao_nhiêu|mấy_triệu|mấy_năm|nhiêu|nhiu|thế_nào|như_thế_nào|mấy_trăm|mấy_chai|mấy_củ',
    'mức|khung ~1 phạt|hình_phạt',
    'tiền_phạt ~3 bao_nhiêu|mấy|nhiêu',
    'bị|thì ~2 xử_lý|xử|xử_phạt ~1 thế_nào|sao|gì|ra_sao|như_thế_nào',
    'đi_tù|ở_tù|ngồi_tù|tội_danh|khung_hình_phạt|truy_cứu|tiền_án|án_treo',
    'luật|nghị_định|thông_tư|bộ_luật|điều_luật|quy_định ~5 gì|nào|sao|thế_nào|như_thế_nào|ra_sao|không|quy_định',
    'có ~1 phạm|vi_phạm ~4 không|gì|luật',
    'phạm ~1 tội|luật ~3 gì|không|nào',
    'là ~1 tội ~1 gì|không',
    'tội ~3 mấy_năm|bao_nhiêu_năm|bị_gì|xử_sao|nặng_không',
    'xử_phạt ~4 thế_nào|sao|bao_nhiêu|mấy|như_thế_nào',
    'có_được_phép|được_phép ~4 không',
    'có ~1 hợp_pháp|trái_luật|trái_phép ~1 không',
    'kiện ~3 được|không|thế_nào|ở_đâu|sao',
    'có ~2 bị ~1 xử_lý|bắt|tù|phạt|xử ~3 không|gì|sao',
    'trừ|mất ~2 bao_nhiêu|mấy|nhiêu ~1 điểm',
    'mấy_giờ|khi_nào|chừng_nào|lúc_nào ~6 bị_phạt|phạt|vi_phạm|bị_xử',
    'giữ|tạm_giữ|giam ~1 xe|bằng|bằng_lái ~3 bao_lâu|mấy_ngày|bao_nhiêu|không',
    'tuổi ~6 được|chạy|lái|đi ~3 không|chưa|sao',
    'mấy|bao_nhiêu ~1 tuổi ~3 được|mới|chạy|lái|phải',
    'bao_nhiêu|mấy|nhiêu ~1 ly|lon|chai|độ|nồng_độ ~3 phạt|được|vi_phạm',
    'có ~1 quyền ~4 không|gì',
    'theo_luật|đúng_luật|sai_luật|hợp_pháp|phạm_luật|phạm_pháp ~4 không|sao|gì|thế_nào|mấy',
    'mấy_giờ|giờ_nào ~8 quy_định|được_hát|cấm|theo_luật',
    'theo ~1 quy_định|luật|nghị_định|pháp_luật',
    'được_phép|cho_phép ~4 mấy_giờ|bao_nhiêu|tới_mấy|không|chưa',
  ],
  /** Other offices' business, besides what the search words have. */
  othersOffice: [
    'bảo_hiểm_y_tế|bhyt|đóng_bảo_hiểm|bhxh|bảo_hiểm_xã_hội|bảo_hiểm_thất_nghiệp|trợ_cấp_thất_nghiệp|lương_hưu|sổ_bhxh|thai_sản',
    'độc_thân|tình_trạng_hôn_nhân|kết_hôn|ly_hôn|ly_dị|nhận_con_nuôi|khai_tử_cho',
    'hộ_kinh_doanh|giấy_phép_kinh_doanh|đăng_ký_kinh_doanh|mã_số_thuế|thuế|hóa_đơn_điện_tử|vệ_sinh_an_toàn_thực_phẩm',
    'sổ_đỏ|sổ_hồng|tách_thửa|sang_tên_nhà|sang_tên_đất|giấy_phép_xây|xây_nhà|sửa_nhà|quy_hoạch|đất_đai|tranh_chấp_đất',
    'chứng_thực|công_chứng|sao_y|sao_lục|trích_lục|giấy_khai_sinh',
    'cúp|mất|cắt ~1 điện|nước ~5 gọi|bao_giờ|khi_nào|mấy_giờ|từ|sao|tới',
    'trường|nhập_học|học_bạ|xin_học|tuyển_sinh|tiêm|chích_ngừa|vắc_xin|khám_bệnh|trạm_y_tế|bệnh_viện|thẻ_bhyt ~4 ở_đâu|mấy_giờ|xin|đăng_ký|làm|cho|sao',
    'người_cao_tuổi|người_già|khuyết_tật|hộ_nghèo|mồ_côi|neo_đơn ~3 trợ_cấp|hỗ_trợ|chế_độ|tiền',
    'trợ_cấp|chế_độ ~3 người_cao_tuổi|người_già|khuyết_tật|hộ_nghèo|mồ_côi|80_tuổi|75_tuổi|thương_binh',
    'xe_buýt|vé_xe|vé_tàu|grab|sân_bay ~3 đâu|mấy_giờ|bao_nhiêu|sao',
  ],
  /** Two things at once. */
  both: ['và|với_lại|kèm|cùng_với|sẵn_tiện|tiện_thể|đồng_thời'],
  /** It is a question, or something is wanted of an office. */
  asks: [
    'làm_sao|thế_nào|ra_sao|cần_gì|giấy_gì|ở_đâu|chỗ_nào|bao_nhiêu|bao_lâu|mấy_ngày|thủ_tục|hồ_sơ|xin_hỏi|cho_hỏi|hỏi|muốn_làm|cần_làm|được_không|được_hông|được_chưa|kiểu_gì|gồm|với_ai|hướng_dẫn|chỉ_giùm|khi_nào',
    'có ~6 không|chưa|hông|hả|ko',
    'phải ~8 không|sao|gì|hông',
    'cần|xin|muốn|nộp ~3 giấy|giấy_tờ|mẫu|đơn!|gì|lại|mới',
  ],
  /** Papers are asked for beside a number. */
  alsoPapers: ['thủ_tục|giấy_tờ|hồ_sơ|giấy_gì|cần_gì|mẫu|lệ_phí|làm_sao'],
  /** It is the office itself that is asked for. */
  contactOffice: ['công_an|cảnh_sát|csgt|trực_ban|đồn'],
  /** Not for the police at all. */
  others: [
    'tiếng anh|trung|nhật|hàn|pháp',
    'bài_tập|bài_văn|luận_văn|giải_toán|làm_toán|làm_văn|dịch_giùm|đồ_án|bài_toán',
    'cứu_hộ xe|giao_thông|ô_tô|xe_máy',
    'số cứu_hộ',
    'bóng_đá|đội_tuyển|trận_đấu|tỉ_số|chiếu_phim|rạp|ca_nhạc|trà_sữa|khuyến_mãi|shopee|lazada|shipper|giao_hàng|đơn!_hàng',
    'từ_thiện|người_nghèo|hộ_nghèo|quyên_góp|trợ_cấp|hiến_máu',
    'xin ~1 việc|việc_làm',
    'tiền ~1 điện|nước|trọ|nhà',
    'thời_tiết|dự_báo|mưa|nắng|nóng|lạnh ~3 không|quá|ghê|hôm_nay|ngày_mai',
  ],
  thanks: [
    'cảm_ơn|cám_ơn|thank_you|đội_ơn|biết_ơn|tri_ân|đa_tạ|mang_ơn|cảm_kích',
    'tốt_quá|hay_quá|tuyệt_vời|tuyệt|hữu_ích|quá_tốt|quá_hay|dễ_thương_quá|nhiệt_tình_quá|nhanh_quá_cảm',
  ],
  farewell: [
    'tạm_biệt|bye|bai|bái_bai|hẹn_gặp_lại|gặp_lại_sau|chúc_ngủ_ngon|ngủ_ngon|goodbye|bai_bai|pp|bb',
    'chúc ~3 tốt_lành|vui_vẻ|an_lành|sức_khỏe|mạnh_khỏe|công_tác_tốt|ngày_tốt',
  ],
  greeting: [
    'chào|xin_chào|hello|hi|hey|alo|a_lô|helo|halo|hế_lô|hế_nhô|lô|hallo|good_morning|chào_buổi|2|hai_ad',
    'ad|admin|công_an|phường|bạn|shop|bot|trợ_lý|cán_bộ|mọi_người|anh|chị|em|các_anh|mấy_anh ~1 ơi',
    'có_ai ~2 không|ở_đây|ở_đó|nhà',
    'chào ~1 buổi|ngày',
    'cho|xin|muốn|cần ~3 hỏi|nhờ ~2 chút|xíu|tí|thông_tin|thăm|cái|câu|với|ạ',
    'cho|xin|muốn|cần ~2 hỏi',
    'tư_vấn|hỗ_trợ|trợ_giúp|hướng_dẫn ~1 giúp|giùm|em|tôi|mình|với|không|được',
    'menu|bắt_đầu|start|danh_mục|chức_năng|hướng_dẫn_sử_dụng|mục_lục|trang_chủ',
    'giúp|làm|hỏi|hỗ_trợ ~1 được|những ~1 gì|nào',
    'có|biết ~1 thể ~1 làm|giúp ~1 gì',
    'ở_đây|trang_này|chỗ_này|bên_này ~4 gì|sao',
    'dùng|xài|sử_dụng ~3 sao|thế_nào|như_thế_nào',
  ],
  wellbeing: [
    'khỏe|khoẻ ~1 không|chứ|ko',
    'ăn|ăn_cơm|uống|ngủ ~2 chưa|gì_chưa|ngon_không',
    'rảnh ~1 không|chứ',
    'đang|bạn|em ~1 làm ~1 gì|chi ~1 đó|vậy|thế',
    'có ~1 người_yêu|bồ|vợ|chồng|gấu ~1 chưa',
    'yêu|thương!|nhớ! ~1 bạn|em|ad|bot|mày',
    'kể ~2 chuyện|nghe',
    'hát ~2 nghe',
    'buồn|chán|cô_đơn ~1 quá|ghê|thế',
    'bao_nhiêu|mấy tuổi',
    'vui|buồn|thông_minh|giỏi|dễ_thương|ngoan|xinh ~1 không|thế|quá|ghê',
    'chúc_mừng|năm_mới|giáng_sinh|sinh_nhật ~2 vui|an_lành|bạn|nha|nhé',
  ],
  aboutMe: [
    'bạn|em|ad|bot|mày|m|đây|ai|trang_này|cậu|mi ~1 là ~1 ai|gì|máy|robot|bot|người|con_người|trợ_lý|trí_tuệ_nhân_tạo',
    'bạn|em|ad|bot|mày ~1 là ~1 nam|nữ|trai|gái|con_trai|con_gái',
    'tên ~1 là ~1 gì|chi',
    'tên ~1 gì',
    'có_phải|phải ~3 máy|robot|bot|người_thật|người|tự_động ~2 không',
    'là|hay ~1 người_thật|robot|máy|bot ~2 không|hay|vậy|thế',
    'ai ~2 tạo|làm|lập_trình|viết ~2 ra|bạn|mày|em',
    'người|người_thật ~1 hay ~1 máy|bot|robot',
    'máy|bot|robot ~1 hay ~1 người',
    'are_you|who_are_you|what_are_you',
  ],
  abuse: [
    'đm|dm|mịa|đmm|dmm|đkm|dkm|đcm|dcm|vcl|vl|vkl|clgt|cặc!|lồn!|buồi!|địt!|đụ!|đĩ!|vãi!|cmm|cmnr|mẹ_mày|má_mày|tổ_sư|đù_má|đù_mé|đéo|đệch|loz|lol_mẹ|cứt!|phắc|fuck|shit|fck|wtf|bitch',
    'đần!|óc_chó|óc_heo|khốn_nạn|mất_dạy|súc_vật|chó_má|chó_đẻ|vô_dụng|vô_tích_sự|ăn_hại|rác_rưởi|bố_láo|láo!|láo_toét|hãm!|dốt!|dở_hơi|xàm|nhảm_nhí|cà_chớn|mặt_dày|bất_tài',
    'ngu như|vcl|vl|quá|thế|vậy|si|ngốc|dốt|ghê|vãi|xuẩn|thật',
    'đồ|bot|máy|thằng|lũ|quá|thật ~1 ngu',
    'cút!|biến!|câm! ~1 đi|mồm|miệng',
    'đồ ~1 ngu|khùng|điên|chó|rác|vô_dụng|bỏ_đi',
    'như ~1 cứt!|hạch|shit|con_cặc|cc|lồn|cặc|l|lz|c',
    'đm|dm|đ|clm|cl ~1 công_an|phường|bot|tụi_bay|chúng_mày',
    'làm_ăn_như|làm_ăn_kiểu_gì|trả_lời_như|trả_lời_kiểu_gì|tệ_quá|quá_tệ|dở_quá|chán_quá',
  ],
  /** Heard, nothing more to say. */
  acknowledged: [
    'ừa|ờm|ừm_ừm|okela|okla|rõ|rõ_rồi|nhất_trí|đồng_ý|ok|oke|okay|okie|oki|được_rồi|rồi|vâng|dạ|ừ|ờ|ừm|uh|um|uhm|đúng_rồi|đúng|phải|biết_rồi|hiểu_rồi|thôi|khỏi|không_cần|không|dzạ|yes|no|ukm|uk|để_xem|để_sau|tốt|hay',
  ],

  /** May stand beside what is only acknowledged. */
  polite: ['ạ|dạ|nha|nhé|em|anh|chị|ad|admin|bạn|mình|tôi|ơi|luôn|á|hen|nhen|thì_thôi|cảm_ơn|cám_ơn'],

  /** Says no more of a subject than that somebody is about it. */
  plain: ['làm|xin|đăng_ký|đăng_kí|thủ_tục|hồ_sơ|muốn|cần|về|vụ|giấy_tờ|mình_cần'],
  /** Somebody wants something of an office. */
  request: [
    'làm|xin|đăng_ký|đăng_kí|khai|khai_báo|cấp|đổi|giấy|giấy_tờ|thủ_tục|hồ_sơ|mẫu|nộp|gia_hạn|xóa|xoá|tách|nhập|sang_tên|xác_nhận|đơn!|thẻ|muốn|cần|hết_hạn|mua|bán|chuyển|khai_báo|bổ_sung|sửa|cập_nhật|điều_chỉnh|mất|hư|trả|rút|thu_hồi|mở_khóa|khóa',
  ],
  /** What is asked about a procedure. */
  papers: [
    'cần|mang|đem|chuẩn_bị|nộp|bổ_sung ~3 gì|những_gì|giấy_gì|giấy_tờ|loại_giấy|hồ_sơ',
    'giấy_tờ|hồ_sơ|giấy ~4 gì|nào|gồm|bao_gồm|cần|mang',
    'gồm|bao_gồm|thành_phần ~2 hồ_sơ|giấy|gì|những',
    'thiếu ~2 giấy|hồ_sơ',
    'required|need ~1 documents|papers',
  ],
  fee: [
    'lệ_phí|phí|chi_phí|giá|án_phí',
    'lệ_phí|phí|chi_phí|giá ~1 bao_nhiêu|nhiêu|nhiu|thế_nào|sao|mấy',
    'bao_nhiêu|nhiêu|mấy ~1 tiền|đồng|k|nghìn|ngàn',
    'tốn|mất|đóng|nộp|trả|hết ~1 bao_nhiêu|nhiêu|tiền|phí',
    'có ~2 tốn|mất|thu|đóng ~1 tiền|phí',
    'miễn_phí|free|tính_tiền|tiền_làm',
    'tiền ~2 không|bao_nhiêu|nhiêu',
    'how_much|fee|cost',
  ],
  time: [
    'bao_lâu|mấy_ngày|mấy_hôm|mấy_bữa|mấy_tuần|bao_giờ|khi_nào|chừng_nào|hôm_nào|bữa_nào|lúc_nào|ngày_nào ~3 có|xong|lấy|nhận|được|trả|thì',
    'mất|trong|sau|chờ|đợi ~1 bao_lâu|mấy_ngày|bao_nhiêu_ngày|mấy_bữa|mấy_tuần',
    'bao_lâu|mấy_ngày|bao_nhiêu_ngày',
    'bao_lâu|mấy_ngày|bao_giờ|khi_nào|chừng_nào ~3 kết_quả|giải_quyết|cấp|nhận_được',
    'thời_gian|thời_hạn ~2 giải_quyết|xử_lý|cấp|trả|làm|chờ|bao_lâu',
    'có ~1 liền|ngay|nhanh ~2 không',
    'lấy ~2 liền|ngay|trong_ngày',
    'how_long',
  ],
  form: [
    'mẫu|biểu_mẫu|tờ_khai|form|mẫu_đơn|đơn!_mẫu|phiếu_khai ~4 đâu|nào|gì|không|ở_đâu|sao',
    'xin|tải|cho|gửi|lấy|download|in|down|kiếm|tìm|điền|ghi|viết|cần|có ~4 mẫu|biểu_mẫu|tờ_khai|form|mẫu_đơn|bản_khai|phiếu_khai',
    'file|tệp|pdf|word ~2 mẫu|tờ_khai|đơn!|form|ct01',
    'mẫu|tờ_khai|form ct01|ct07|dc01|dc02|ct02|tk01|tk02',
    'cách ~1 điền|ghi|viết|khai',
  ],
  where: [
    'nộp|làm|đến|lên|ra|tới|đăng_ký|đi|khai|xin|lấy|liên_hệ ~4 ở_đâu|chỗ_nào|nơi_nào|đâu|phường_nào|cơ_quan_nào',
    'ở_đâu|chỗ_nào|nơi_nào|cơ_quan_nào ~2 nhận|làm|cấp|nộp|tiếp',
    'ở_đâu',
    'lên|ra|tới|đến ~1 phường|quận|công_an ~3 không|hay',
    'phường|quận|công_an ~4 có|được ~2 nhận|làm|cấp|giải_quyết ~3 không',
    'where',
  ],
  online: [
    'online|trực_tuyến|qua_mạng|trên_mạng|tại_nhà|ở_nhà|dịch_vụ_công|dvc|qua_app|trên_app|trên_điện_thoại|qua_vneid|trên_vneid|từ_xa',
  ],
  hours: [
    'mấy_giờ|mấy_h|giờ_nào|giờ_làm_việc|giờ_hành_chính',
    'thứ_bảy|thứ_7|t7|chủ_nhật|cuối_tuần|ngày_lễ|ngoài_giờ',
  ],
  who: [
    'ai|người_nào|đối_tượng|những_ai ~3 được|phải|cần|làm|nộp',
    'điều_kiện',
    'làm|nộp|đi|đăng_ký|lấy ~2 thay|hộ|giùm|dùm|thế|giúp ~3 được|không',
    'nhờ ~3 làm|nộp|đi|lấy|khai ~4 được|không',
    'ủy_quyền|uỷ_quyền',
    'có ~2 phải|cần|bắt_buộc ~5 không',
    'có ~1 được ~4 không',
  ],
  penalty: [
    'bị ~2 phạt|xử_phạt|xử_lý',
    'phạt ~3 bao_nhiêu|không|sao|gì|mấy',
    'mức_phạt|tiền_phạt|xử_phạt|trễ_hạn|quá_hạn',
    'không ~4 có_sao_không|có_bị|bị_gì',
  ],
} as const;
