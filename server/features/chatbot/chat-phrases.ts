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
  ...spell('hông', 'hong'),
  ...spell('quá', 'qa wa'),
  ...spell('mình', 'mk mik m'),
  ...spell('chào', 'chaoo'),
  ...spell('địa chỉ', 'dchi diachi'),
};

function spell(word: string, forms: string): Record<string, string> {
  return Object.fromEntries(forms.split(' ').map((form) => [form, word]));
}

/** Bare words that are words of their own in a text with marks, besides those of urgent-phrases.ts. */
export const chatOwnBareWords =
  'minh so cho con ra ban tin do nam tay di to khai ai theo sao gap xin tra may doi thu phi lo hi chi cam dan dua'.split(
    ' ',
  );

/** Says nothing by itself: what may stand around a greeting, a thank or a question about the last subject. */
export const chatGlue =
  'ạ|à|ơi|nha|nhé|nhỉ|vậy|thế|thì|là|mà|và|hay|để|với|của|cho|có|được|xin|hỏi|chút|xíu|tí|tôi|tui|em|mình|anh|chị|bạn|con|cháu|cô|chú|bác|ad|admin|công_an|cán_bộ|phường|mọi_người|các|mấy|rồi|nữa|cũng|dạ|vâng|ừ|ok|oke|nè|đi|lắm|quá|rất|nhiều|này|đó|kia|trợ_lý|buổi|sáng|trưa|chiều|tối|ngày|mới|tốt_lành|giúp|giùm|dùm|không|vâng|thưa|cái|vụ|việc|thôi|luôn|hết|cần|muốn|biết|làm|nào|gì|sao|ha|hả|hen|nghe|nhen|hihi|haha|hehe|kk|như|còn|một|nhanh|liền|phần|khoản|bên|đây|đấy|ấy|nó|thông_tin|bot|robot|rô_bốt|máy|hệ_thống|zalo|oa|trang|xem|coi|lại';

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
  ],
  /** Asks whether somebody is there; who asks for a number too wants the number. */
  somebody: ['có ~1 @officer|ai|người ~2 trực|online|onl|ở_đó|đang_trực|tiếp|trả_lời|nghe_máy'],
  /** Wants to know whom to call, or the address. */
  contact: [
    'số ~1 điện_thoại|máy|đt|hotline|liên_lạc|liên_hệ|trực|trực_ban|nóng|công_an|phường|đội!|csgt',
    'số_điện_thoại|hotline|đường_dây_nóng',
    'xin|cho|lấy|kiếm|tìm|hỏi ~1 số ~1 @office',
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
  /** How does it stand. */
  howNow: [
    'sao_rồi|tới_đâu|đến_đâu|ra_sao_rồi|thế_nào_rồi|có_kết_quả|giải_quyết_chưa|xử_lý_chưa|giải_quyết_tới|xong_chưa|ai_giải_quyết',
    'chưa ~1 thấy',
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
  ],
  /** Not for the police at all, besides what the search words have. */
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
    'đm|dm|đmm|dmm|đkm|dkm|đcm|dcm|vcl|vl|vkl|clgt|cặc!|lồn!|buồi!|địt!|đụ!|đĩ!|vãi!|cmm|cmnr|mẹ_mày|má_mày|tổ_sư|đù_má|đù_mé|đéo|đệch|loz|lol_mẹ|cứt!|phắc|fuck|shit|fck|wtf|bitch',
    'đần!|óc_chó|óc_heo|khốn_nạn|mất_dạy|súc_vật|chó_má|chó_đẻ|vô_dụng|vô_tích_sự|ăn_hại|rác_rưởi|bố_láo|láo!|láo_toét|hãm!|dốt!|dở_hơi|xàm|nhảm_nhí|cà_chớn|mặt_dày|bất_tài',
    'ngu như|vcl|vl|quá|thế|vậy|si|ngốc|dốt|ghê|vãi|xuẩn|thật',
    'đồ|bot|máy|thằng|lũ|quá|thật ~1 ngu',
    'cút!|biến!|câm! ~1 đi|mồm|miệng',
    'đồ ~1 ngu|khùng|điên|chó|rác|vô_dụng|bỏ_đi',
    'như ~1 cứt!|hạch|shit|con_cặc',
    'làm_ăn_như|làm_ăn_kiểu_gì|trả_lời_như|trả_lời_kiểu_gì|tệ_quá|quá_tệ|dở_quá|chán_quá',
  ],
  /** Heard, nothing more to say. */
  acknowledged: [
    'ok|oke|okay|okie|oki|được_rồi|rồi|vâng|dạ|ừ|ờ|ừm|uh|um|uhm|đúng_rồi|đúng|phải|biết_rồi|hiểu_rồi|thôi|khỏi|không_cần|không|dzạ|yes|no|ukm|uk|để_xem|để_sau|tốt|hay',
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
    'thứ_bảy|thứ_7|t7|chủ_nhật|cuối_tuần|ngày_lễ|buổi_tối|ngoài_giờ',
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

  /** What sounds like a report, besides what the search words have. */
  tip: [
    '@noise',
    'hàng_xóm|nhà_bên|nhà_kế_bên|nhà_đối_diện|quán ~5 hát|nhạc|nhậu|loa|la_hét|làm_phiền|quậy|phiền|khói|hôi|thối',
    'hát|mở_nhạc|nhậu|bật_nhạc|bật_loa ~5 khuya|đêm|sáng_đêm|suốt_đêm|hoài|tối_ngày|không_ngủ|sau_22|quá_22|ngủ_không_được|ngủ_được|không_cho_ai_ngủ',
    'không ~2 ngủ ~1 được ~5 hàng_xóm|nhạc|hát|quán|kế_bên',
    'đua_xe|nẹt_pô|bốc_đầu|lạng_lách|đánh_võng|rú_ga|chạy_ẩu|bão_đêm|nẹt_bô',
    'lấn|chiếm|lấn_chiếm|bít|choán ~2 vỉa_hè|lòng_đường|lề_đường|lối_đi|hẻm|lề',
    'đậu|đỗ|để|dừng ~1 xe|ô_tô|xe_hơi ~4 bậy|chắn|cản|trước_cửa|sai|lấn|bít|chặn|hết_lối|tùm_lum|giữa_đường|trước_nhà|kín|choán',
    'xe|ô_tô|xe_tải ~2 đậu|đỗ|để ~3 bậy|chắn|cản|trước_cửa|sai|lấn|bít|chặn|tùm_lum|giữa_đường|kín|cả_ngày',
    'bày|kê|đặt|dọn|để ~3 ra|lấn|tràn ~2 đường|vỉa_hè|lề|hẻm|lối_đi',
    'không_còn|hết|bít ~2 lối_đi|chỗ_đi|đường_đi',
    'vứt|đổ|xả|quăng|đốt ~2 rác|nước_thải|xà_bần|dầu',
    'buôn|bán|mua|chơi|hút|xài|sử_dụng|chích|bay|tàng_trữ|phê|dùng|tụ_tập ~4 @drug',
    '@drug ~5 tụ_tập|ở|trong|nhà|phòng|hẻm|quán|khu|bán',
    'chơi|hút|xài|phê|đập|bay|cắn|ngáo đá|hàng|ke|kẹo|cần',
    'con_nghiện|chích_choác|chích_xì_ke|kim_tiêm|ống_chích|ngáo_ke|hút_chích',
    '@gambling',
    'lừa|lừa_đảo|bị_lừa|chiếm_đoạt|giả_danh|mạo_danh|giả_mạo|scam|dụ_chuyển_tiền|hack_facebook|hack_zalo|hack_face|bùng_tiền|quỵt|lùa_gà|bị_hack|giả_công_an|xưng_là_công_an|xưng_công_an|tự_xưng',
    'gọi|điện|nhắn ~4 đòi|kêu|bắt|yêu_cầu|bảo|dụ|dọa|hù ~3 chuyển_tiền|chuyển_khoản|otp|cài|bấm_link|nộp_tiền|tiền',
    'chuyển ~2 tiền|khoản ~5 mất|chặn|không_giao|biến_mất|lừa|không_gửi|block|lặn',
    'cho_vay|đòi_nợ|tín_dụng_đen|siết_nợ|tạt_sơn|vay_nặng_lãi|xiết_nợ|giang_hồ|xã_hội_đen|khủng_bố_điện_thoại|app_vay|vay_nóng|dán_tờ_rơi|góp_ngày|bảo_kê|thu_tiền_bảo_kê',
    'khả_nghi|đáng_ngờ|nghi_vấn|lạ_mặt|rình_mò|rình_rập|dòm_ngó|lảng_vảng|lén_lút|thập_thò|bất_minh|lấp_ló|nghi_ngờ',
    'mại_dâm|kích_dục|gái_gọi|bán_dâm|mua_dâm|gái_đứng_đường|chăn_dắt|mát_xa_trá_hình|massage_trá_hình|môi_giới_gái',
    'bán|đốt|làm|chế|tàng_trữ|mua ~2 pháo|pháo_nổ|thuốc_pháo',
    'chó ~5 thả_rông|cắn_người|không_rọ_mõm|phóng_uế|sủa_suốt|sủa_hoài',
    'chó! ~5 cắn|sủa',
    'đánh_nhau|đánh_lộn|ẩu_đả|gây_rối|quậy_phá|gây_gổ|hành_hung|đập_phá|phá_làng_phá_xóm|chửi_bới|chửi_lộn|cãi_lộn|hăm_dọa|hăm_doạ|đe_dọa|đe_doạ|quấy_rối|làm_nhục|bôi_nhọ|vu_khống|bịa_đặt|say_xỉn_quậy',
    'tụ_tập ~5 khuya|đêm|nhậu|ồn|la|hét|hút|đánh|xe|thanh_niên|đông|mỗi_tối',
    'nhóm|đám|bọn|tụi|mấy_đứa|mấy_thằng|thanh_niên ~5 tụ_tập|quậy|phá|nhậu|hút|la_hét|đua|chặn|gây|chọc|hát|đứng|ngồi',
    'hàng_giả|hàng_lậu|buôn_lậu|thuốc_giả|rượu_giả|thuốc_lá_lậu|sản_xuất_giả|tiền_giả|bằng_giả|giấy_tờ_giả|làm_giả|xăng_giả',
    'nhặt|lượm|lụm ~2 được|bóp|ví|điện_thoại|túi|giấy_tờ|cccd|căn_cước',
    'xe|container|xe_ben ~3 chạy ~3 ẩu|ngược_chiều|quá_tốc_độ|giờ_cấm|vào_hẻm|vượt_đèn_đỏ',
    'vượt_đèn_đỏ|chạy_ngược_chiều|chở_quá_tải|quá_tải|chạy_quá_tốc_độ',
    'bạo_hành|xâm_hại|buôn_người|dụ_dỗ|bóc_lột|ép_lao_động|sang_campuchia|việc_nhẹ_lương_cao',
    'đèn_đường|nắp_cống|dây_điện|cây_ngã|bảng_quảng_cáo ~4 hư|mất|nguy_hiểm|sập|gãy|tắt|đổ',
    'nhận_hối_lộ|vòi_tiền|vòi_vĩnh|nhũng_nhiễu|hạch_sách',
    'cơ_sở|quán|nhà|tiệm|karaoke ~5 không_phép|trá_hình|không_có_giấy_phép|hoạt_động_chui|quá_giờ|hoạt_động_quá_giờ|chui',
    'nhập_cảnh_trái_phép|người_nước_ngoài ~5 lậu|chui|trái_phép|không_khai_báo|không_đăng_ký',
    'ở ~2 không ~2 đăng_ký_tạm_trú|khai_báo_tạm_trú',
    'report ~2 crime|theft|noise|thief',
  ],
  /** Wants to report, whatever it is. */
  report: [
    'báo ~2 tin|án|cáo|vụ|cho_công_an|với_công_an|công_an|lên_công_an|lên_phường|chính_quyền',
    'tố_giác|tố_cáo|trình_báo|phản_ánh|kiến_nghị|tin_báo|đề_nghị_xử_lý|đề_nghị_công_an|nhờ_công_an|kêu_công_an|mong_công_an|mong_các_anh|nhờ_các_anh|yêu_cầu_xử_lý|góp_ý',
  ],
  /** Something is gone: a report, unless it is the papers that are to be made anew. */
  loss: [
    'trộm|ăn_cắp|mất_cắp|mất_trộm|cuỗm|chôm|chôm_chỉa|móc_túi|bẻ_khóa|bẻ_khoá|nhảy_dù|cạy_tủ|trộm_cắp|lấy_cắp|đánh_cắp|lấy_trộm|bẻ_gương|rạch_túi',
    'mất|bị_mất|bị_lấy|bị_giật|giật|lấy_mất|mất_hết|cướp|bị_cướp|bị_cuỗm|rớt ~2 @thing',
    '@thing ~3 bị ~2 mất|lấy|trộm|giật|cướp|cắp|dắt_đi|bẻ|dắt',
    '@thing ~2 biến_mất|không_cánh_mà_bay|mất_tiêu|mất_rồi',
    'mất ~2 luôn|rồi|tiêu ~2 @thing',
    'stolen|stole|was_robbed',
  ],
  /** Papers, which an office makes anew. */
  papersThing: [
    'giấy_tờ|căn_cước|cccd|cmnd|hộ_chiếu|passport|bằng_lái|cà_vẹt|cavet|cà_vẹc|biển_số|gplx|hộ_khẩu|thẻ|vneid|giấy_phép|sim|bảng_số|con_dấu',
  ],
  /** Once more what there was already. */
  anew: ['làm|cấp|xin|đổi ~2 lại|mới', 'làm_lại|cấp_lại|xin_lại|cấp_đổi'],
  /** Wants something made, not something looked into. */
  redo: [
    'muốn|cần|xin|giờ ~3 làm|cấp|đổi ~3 căn_cước|cccd|bằng_lái|hộ_chiếu|giấy|thẻ|cà_vẹt|passport|gplx',
    'thủ_tục|hồ_sơ|mẫu_đơn|đơn!_cớ_mất|đơn!_trình_báo',
  ],
  /** Near what sounds like a report: only asked or taught. */
  notTip: [
    'cách|làm_sao_để|làm_thế_nào_để|mẹo ~3 phòng|tránh|nhận_biết|phòng_ngừa|phòng_chống|bảo_vệ|đề_phòng|chống',
    'là_gì|nghĩa_là_gì|tuyên_truyền|phòng_chống|tập_huấn|bài_thi|cuộc_thi|hội_thi|bài_tuyên_truyền|viết_bài|làm_bài',
    'xét_nghiệm ~2 @drug|ma_túy',
    'xác_nhận ~2 không ~2 nghiện|vi_phạm',
    'thủ_tục|mẫu|mẫu_đơn|đơn! ~3 tố_giác|trình_báo|tố_cáo|khiếu_nại|phản_ánh|mất',
    'đơn!_trình_báo|đơn!_cớ_mất|mẫu_đơn',
    'giấy_phép|đăng_ký|xin_phép|cấp_phép|điều_kiện|mở ~4 karaoke|kinh_doanh|quán|massage|cầm_đồ|khách_sạn|nhà_nghỉ|vũ_trường',
    'cảnh_báo ~4 gì|mới|nào',
    'đá banh|bóng|cầu|phạt',
    'lý_lịch|lltp|án_tích|tiền_sự',
  ],
} as const;
