/** What sounds urgent and is not: words that only look like it, calm ones around it, requests. In the notation of urgent-phrases.ts. */

/** What holds an urgent word and means something else. A longer urgent phrase around it still counts ("gọi xe cứu thương gấp"). */
export const lookalikes: readonly { readonly say: readonly string[]; readonly why: string }[] = [
  {
    say: [
      'nghiên|tra|châm|tham|khảo|sơ|truy|giải|ứng cứu',
      'cứu hộ|trợ|xét|vãn|cánh|tinh|tế|rỗi|thương|hỏa|hoả|độ|net|chữa|viện|sinh|giúp_đỡ_người_nghèo',
      'cưu_mang|hải_cẩu|giải_cứu|bộ_trưởng_cứu',
      'cấp_cứu ?giùm|giúp|dùm|cho hồ_sơ|giấy|giấy_tờ|đơn',
      'sơ_cấp_cứu|phòng_cấp_cứu|khoa_cấp_cứu|xe_cấp_cứu|yêu_cứu',
    ],
    why: 'Compounds of "cứu".',
  },
  {
    say: ['kiếm|gươm|đao|tranh|ảnh|hình|đồng_hồ|đèn|quạt|kệ|tivi ~1 treo tường'],
    why: 'What hangs on a wall: without its mark "trèo" is "treo".',
  },
  {
    say: [
      'lẩu|thịt|sườn|nướng|con|nuôi|lông|áo|quán cừu',
      'cửu_long|cửu_vạn|cựu_chiến_binh|cựu_học_sinh|cựu_sinh_viên|cựu_quân_nhân|cựu_công_an|cựu_cán_bộ|cựu_tù',
      'vĩnh_cửu|hoài_cựu|thủ_cựu',
    ],
    why: '"cừu", "cựu" and "cửu" without marks.',
  },
  {
    say: [
      'trợ_giúp_pháp_lý|trợ_giúp_xã_hội|người_giúp_việc|giúp_việc|giúp_ích|giúp_sức|giúp_nhau|giúp_dân|giúp_người',
      'cứu|giúp|help ~2 vụ|khoản|quả|phát|chuyện|ca_này|cái_này|cái_vụ',
      'gọi|kêu công_an|cảnh_sát số|ở|lúc|giờ ~1 mấy|nào|đâu',
      'help desk|center|centre|page|menu',
      'giúp_đỡ_người|giúp_đỡ_trẻ|giúp_đỡ_đồng_bào|giúp_đỡ_bà_con',
    ],
    why: 'Compounds of "giúp".',
  },
  {
    say: [
      'bài|hát|bóng|đèn cháy',
      'nói_chuyện|nói|hát|nhảy|diễn|quẩy|ăn|cay|đồ_ăn|sân_khấu|biểu_diễn|thuyết_trình|dạy|đá_banh|đá_bóng ~2 cháy',
      'cháy lưỡi|họng|da|quá_trời|quá_xá|lắm_luôn|khét_lẹt_sân_khấu|sàn',
      'cháy_nổ_pô|cháy_nổ_máy',
      'cháy bóng|bóng_đèn|cầu_chì|đèn|hàng|vé|túi|nắng|máy|phố|hết_mình|show|deadline|giáo_án|tài_khoản|sim',
      'chữa|báo|phòng|chống|dễ|chậm|nguy_cơ|ngừa cháy',
      'phòng_cháy_chữa_cháy|phòng_cháy',
      'ăn|đồ|cơm|quán|quán_cơm|món|tiệm|đám|bún|mì|tu|trường chay',
      'chay xe|tron|bo|qua|lai|ve|nhanh|ngang|theo|tiep|toi|lui|bang',
      'bình|xe|đội|lính|cảnh_sát|vòi|phương_tiện|hệ_thống|lớp|tập_huấn|hội_thao chữa_cháy',
      'on|open|cease fire',
      'bắn_lửa_trại|lửa_trại',
    ],
    why: '"cháy" that sells out or is prevented; "chay" and "chạy" without marks.',
  },
  {
    say: [
      'chặn_đầu|chặn đầu_hẻm|hẻm|đầu_ngõ|ngõ|đường|lối_đi|đầu_đường',
      'đánh rớt|trượt|giá|bài|đề|máy|số|rơi|mất|bạc|dấu|răng|đàn|trống|bóng|cá|thuế|thức|golf|cờ|lô|vần|đồng|bắt|giày|vecni|cầu|tennis|phấn|son|lừa',
      'danh sách|mục|hiệu|tính|thiếp|bạ|nghĩa|dự',
      'đâm|chém đơn|kiện|gió|đầu_vào|giá',
      'giết_mổ|giết_thời_gian|giết_heo|giết_gà|giết_bò|giết_chó',
      'bắn_cá|bắn_pháo|bắn_tốc_độ|bắn_bi|bắn_chim',
      'cướp ~1 trắng ~1 thời_gian|công|tuổi|sức',
      'cướp thời_gian|spotlight|người_yêu|chồng|vợ|bồ|mất_thời_gian|công|mối',
      'cướp khách|biển|lộc|cò|cô_dâu|lời|nhà_chồng',
      'đuổi_việc|đuổi_học|đuổi_kịp|đập_hộp',
      'súng|dao|kiếm nhựa|đồ_chơi|nước|bếp',
      'lừa_đảo|tố_cáo_lừa|lua dao',
      'nổ_pô|nổ_banh|nổ_hũ|nổ_máy|nổ_lốp|nổ_vỏ',
      'sập_tiệm|sập_mạng|sập_nguồn|sập_web|sập_app|sập_giá',
      'chống|phòng|phòng_chống|phòng_ngừa đuối_nước|cướp|cướp_giật|bạo_lực|bạo_hành|xâm_hại|bắt_cóc|bạo_lực_gia_đình|bạo_hành_trẻ_em|xâm_hại_trẻ_em|trộm|trộm_cắp',
      'bảo_hiểm_tai_nạn',
      'xe|ô_tô|oto|xế ~1 tai_nạn ~1 nát|nát_bét|hư|hỏng|móp|bẹp|cũ|tan_tành',
      'muốn chết việc|vụ|với|tới',
      'như|giống|y_như|cứ_như|tưởng_như|y_chang ~1 bị|đi|đang|sắp ?ăn cướp|trộm|đánh|chém|giết|đâm|bắn!|tra_tấn|cắt_cổ|móc_túi',
      'như|giống|y_như|cứ_như ?ăn cướp|cháy|trộm|chết|đánh_nhau',
      '@violence|cướp|cháy|chém|đè|dập_nát ~1 giá|mạng|game|bàn|phím|rank|team|máy_lạnh|content|follow|like|cmt',
      'không_có|không_bị|hông_có|hổng_có|chưa_có|chẳng_có|chả_có|đâu_có|không_phải ?bị|ai|gì|vụ cháy|cướp|trộm|đánh_nhau|đánh_lộn|tai_nạn|bị_thương|bị_đánh|lạc|mất_tích|đột_nhập',
      'có cháy|cướp|đánh_nhau|tai_nạn|trộm ~1 không|hông|hả|à',
      'đối_thủ|đội_bạn|đội_kia|đội_mình|đối_phương|team|boss|quái|rank|hiệp ~4 @violence|hạ|hành|đè',
      '@violence|hạ|hành|đè ~3 đối_thủ|đội_bạn|đội_kia|đối_phương|boss|quái|muỗi|ruồi|chuột|gián|kiến',
      'đốt ~1 rác|lá|giấy|vàng_mã|nhang|rơm|than|cỏ|nilon|nylon|vía|đồ ~3 khói ?~2 bay|mù|mịt_mù|mù_mịt|um|đen|khét|nghi_ngút|bốc',
      'khói ~3 đốt rác|lá|giấy|vàng_mã|nhang|rơm|than|nilon',
      'mùi_khét|khói|khét_lẹt ~3 đốt|rác|quán|nướng|xe|nhang|lò',
      'chó!|cún|pitbull|ngỗng|gà ~10 rượt|đuổi|dí! ~1 @kid|@me|người|theo',
      'dắt|dẫn|chở|đưa|rủ|đón ~5 @kid ~3 ngủ_lại|ở_lại|đi_chơi|đi_học|đi_khám|đi_tiêm|làm_giấy|về_quê|lên_chơi|chơi|học|khám|ăn|lên_ngủ|lên_ở|vô_chơi|đi_làm|làm',
      'không|chẳng muốn sống gần|ở|chung|với|cạnh|trong|kế|thử',
      'muốn|cười|mệt|đói|nóng xỉu|té|ngất|điên',
      'bắt_đầu|bắt_buộc',
      'từ_từ',
      'định_danh|tài_xỉu|điện_thoại|hộ_chiếu|hộ_khẩu',
      'uống_thuốc_cảm',
      'lên_cơn_sốt_đất|lên_cơn_sốt_giá',
      'ngừng|tắt|ngưng tim_kiếm',
    ],
    why: 'Words of violence that play, count, trade or prevent.',
  },
];

/** Around an urgent word: nobody is in danger now. */
export const calmPhrases = {
  /** It is over. */
  past: [
    'hôm_qua|hôm_kia|hôm_trước|hôm_nọ|hôm_bữa|hôm_rồi|bữa_trước|bữa_hổm|bữa_nọ|đêm_qua|tối_qua|tuần_trước|tuần_rồi|tháng_trước|tháng_rồi|năm_ngoái|năm_trước|năm_rồi|hồi_xưa|ngày_xưa|hồi_trước|trước_đây|mấy_bữa_trước|lúc_trước|hồi_nhỏ|yesterday|last_year|last_week|dạo_trước|trước_kia|hồi_đó',
    'hồi ~1 năm|tháng|tuần|thứ|đầu|cuối',
    'vụ ~8 bắt_được_chưa|bắt_chưa|tới_đâu|sao_rồi|chưa',
    'từng bị|có|xảy_ra',
    'suýt|xém|tí_nữa',
    'cách đây ~3 ngày|tuần|tháng|năm',
    'hồi_hôm|hồi_khuya|hồi_tối|đêm_hôm|hổm|hổm_rày|bữa_kia|sáng_qua|chiều_qua|khuya_qua|trưa_qua|hôm_thứ|tối_hôm|hồi_sáng_qua|thuở|hồi_đó|đợt_trước|lần_trước',
    '^ ~1 ngày|tuần|tháng|năm trước',
  ],
  /** It has been dealt with. */
  done: [
    'đã|được ~2 xử_lý|xử_lí|giải_quyết|bắt_được|bắt_giữ|dập|dập_tắt|tìm_thấy|tìm_được|tìm_ra|về_nhà|khống_chế|kết_thúc|hòa_giải|chữa_khỏi|bình_phục|tỉnh_lại|lập_biên_bản|xuất_viện|cứu_được|khép_lại',
    'đã! ổn!|yên!|xong|hết|khỏi',
    'đã_xử_lý_xong|đã_giải_quyết_xong|đã_dập_xong|đã_yên',
    'xử_lý|giải_quyết|dập|tìm_thấy|bắt_được|yên|ổn|giảng_hòa xong|rồi|hết',
    'xong_rồi|ổn_rồi|yên_rồi|không_sao_rồi|đã_cứu|bị_bắt_rồi',
  ],
  /** Papers, fees, law, courses. */
  papers: [
    'bị ~2 đi_tù|ở_tù|ngồi_tù|phạt_tù|tù|phạt|truy_tố ~2 không|bao_lâu|mấy_năm|chưa',
    'thủ_tục|hồ_sơ|giấy_xác_nhận|giấy_tờ|giấy_phép|giấy_chứng_nhận|lệ_phí|bao_nhiêu|mức_phạt|tội_danh|bộ_luật|nghị_định|quy_định|thông_tư|điều_luật|tập_huấn|diễn_tập|tuyên_truyền|bảo_hiểm|đăng_ký|giấy_khai|mẫu_đơn|học_phí|khóa_học|lớp_học|chứng_nhận|chứng_chỉ|hội_thi|xin_việc|tài_liệu|nghiên_cứu|giá_bao_nhiêu|tiền_phạt|bị_phạt|bồi_thường|trợ_cấp|xin_giấy|đơn_xin|làm_đơn|viết_đơn|nộp_đơn|đơn_trình_báo|trích_lục|biên_bản|tuyển_người|tuyển_dụng|kỹ_năng|làm_lại|cấp_lại|xin_lại|lý_lịch|cấm_không',
    'luật!|tội!|phí!|phạt ~6 mới|năm|tiền|tù|nào|gì|sao|bao_lâu|xe',
    'xin ~2 giấy|xác_nhận|mẫu|đơn!|bản_sao|trích_xuất|lịch!',
    'mất ~2 cccd|cmnd|căn_cước|bằng_lái|gplx|cà_vẹt|giấy_tờ|hộ_chiếu|passport',
    'mua|nộp|lấy|làm|đăng_ký|học|bán|xin|đổi!|thi ~4 ở_đâu|chỗ_nào|nơi_nào',
  ],
  /** Somebody wants to know. */
  asking: [
    'là_gì|cần_gì|ra_sao|thế_nào|hỏi_về|tư_vấn|tham_quan|how_to|how_much|what_is',
    'muốn|cần ~1 học|mua|hỏi!|biết|tìm_hiểu|làm_giấy',
    'cho ~1 hỏi|xin_hỏi',
    'loại nào',
    'ngày|giờ|lớp|bài!|lịch! ~2 nào',
  ],
  /** It may happen one day. */
  maybe: [
    'nếu|giả_sử|giả_dụ|trường_hợp|phòng_khi|if',
    'khi|lúc ?không_may bị|có|gặp|thấy|xảy_ra ~6 làm_gì|làm_sao|gọi_số|gọi_ai|báo_ai|báo_cho|thì_gọi|thì_báo|nên_làm|phải_làm|thì_làm',
    'lỡ|nhỡ|rủi như|bị|gặp|có|mà',
    'lỡ|nhỡ|rủi ~1 mai_mốt|sau_này|mai_này|bữa_nào|có_ngày|khi',
    'thì ~1 gọi|báo|kêu ~4 hay|nào|ai|mấy|đâu|gì',
    'gọi|báo|kêu ~2 hay ~1 gọi|báo|113|114|115|phường',
    'sợ_rằng|lo_ngại|e_rằng',
    'làm_sao_để|làm_thế_nào_để|cách phòng|tránh|sơ_cứu|xử_lý|nhận_biết|phòng_tránh|đối_phó|thoát_hiểm|dập|bảo_vệ',
  ],
  /** Seen on a screen, told, played. */
  story: [
    'kịch_bản|tiểu_phẩm|diễn_xuất|đóng_vai|diễn_viên|tập_kịch|phim|truyện|game|bài_báo|trên_báo|báo_nói|báo_đăng|tin_tức|nghe_nói|nghe_kể|nghe_đồn|đóng_kịch|vở_kịch|bài_hát|concert|nhân_vật|tiểu_thuyết|lịch_sử|movie|trên_tivi|đóng_phim|đùa_thôi|giỡn_thôi|nói_giỡn|test_thử|thử_thôi',
    'xem|coi|đọc|chơi ~2 phim|báo|tin|game|clip|video|truyện',
  ],
  /** A wish for the future, a habit of the place. */
  habit: [
    'đề_nghị|kiến_nghị|góp_ý|hay_có|hay_xảy_ra|thường_xuyên|thường_hay|thỉnh_thoảng|lâu_lâu|dạo_này|nguy_cơ|dễ!|lắp_camera|lắp_thêm|tuần_tra|có_thể_gây|sẽ_gây|đôi_khi|cảnh_báo|phòng_ngừa|nhắc_nhở|mong_công_an',
    'hay ~3 đánh_nhau|đánh_lộn|chửi_bới|gây_gổ|gây_sự|hăm_dọa|quậy|đập_phá|ẩu_đả|rượt|chém_nhau',
    'đánh_nhau|đánh_lộn|gây_gổ|hăm_dọa|đập_phá|ẩu_đả|chửi_bới|hăm_doạ ~4 hoài|suốt|mỗi_tối|mỗi_đêm|mỗi_ngày|liên_tục|miết',
    'mấy_tối_nay|mấy_bữa_nay|mấy_hôm_nay|mấy_đêm_nay|tối_nào_cũng|đêm_nào_cũng|ngày_nào_cũng|mỗi_tối|mỗi_đêm|mỗi_chiều|hằng_đêm|hàng_đêm|cuối_tuần_nào',
    'tranh_giành|giành_khách|giành_mối',
    'hay ~1 kẹt|chập|đánh_nhau|cướp|bị',
  ],
  /** Taken back: a wrong button, a wrong chat. */
  mistake: [
    'bấm|nhấn|gọi|nhắn|gửi|báo|bật!|ấn!|đụng|chạm ~1 nhầm|lộn!|lầm!',
    'nhầm|lộn!|lầm! ~1 nút|số|người|chỗ|phím',
    'con|bé|cháu|em|nhóc ~2 nghịch|phá ~2 điện_thoại|máy|bấm',
    'không_có_chuyện_gì|không_có_gì_đâu|không_có_việc_gì|không_sao_đâu|báo_động_giả|báo_giả|tập_bấm|bấm_thử',
  ],
  /** Threatened from afar: a report, while nobody stands before the door. */
  remote: [
    'gọi_điện|nhắn_tin|nhắn|inbox|tin_nhắn|qua_điện_thoại|qua_zalo|qua_facebook|qua_mạng|trên_facebook|trên_zalo|trên_mạng|messenger|sms|bình_luận|comment|đăng_bài|số_lạ|điện_thoại_lạ ~5 dọa|doạ|hăm|hăm_dọa|hăm_doạ|đe_dọa|đe_doạ|khủng_bố|đòi|hù|đòi_giết|hăm_giết|dọa_giết|uy_hiếp|chửi',
    'dọa|doạ|hăm|hăm_dọa|đe_dọa|khủng_bố|hù ~4 qua_điện_thoại|qua_tin_nhắn|qua_zalo|qua_facebook|qua_mạng|trên_mạng|trên_facebook|bằng_tin_nhắn|bằng_điện_thoại',
    'quấy_rối|bắt_nạt|tống_tiền|làm_nhục|xúc_phạm|chửi_bới ~2 qua_điện_thoại|qua_tin_nhắn|qua_zalo|qua_facebook|qua_mạng|trên_mạng|trên_facebook|trên_zalo|bằng_tin_nhắn',
    'gọi|điện ~4 dọa|doạ|hăm|đe_dọa|khủng_bố|hù',
    'hăm|hăm_dọa|hăm_doạ|dọa|doạ|đe|đe_dọa|đe_doạ ~10 hôm_trước|hôm_qua|bữa_trước|tuần_trước|hôm_bữa|hồi_hôm|tháng_trước|hôm_nọ|tối_qua|đêm_qua',
    'đòi_nợ ~3 gọi|nhắn|điện ~4 dọa|khủng_bố|hăm|chửi',
  ],
  thanks: ['cảm_ơn|cám_ơn|thank|thanks|tks|biết_ơn|tri_ân|khen_ngợi'],
  /** For what is lost or has to be saved: an animal. */
  pet: ['mèo|chó!|cún|thú_cưng|vẹt|chim|miu|gâu|rùa|hamster|pet'],
  /** Said with a laugh. */
  joke: ['haha|hihi|hehe|kaka|lol|nóng_quá|chán_quá|đói_quá|buồn_ngủ_quá|lạnh_quá|ế_quá'],
  /** For what looks like a child: grown-ups of the family. */
  grown: ['con_dâu|con_rể|mẹ_chồng|mẹ_già'],
} as const;

/** Things one asks help with. With one of these a cry for "giúp" or "cứu" is a request, not a cry. */
export const taskWords = [
  'thủ_tục|hồ_sơ|giấy!|giấy_tờ|căn_cước|cccd|cmnd|hộ_chiếu|passport|visa|đăng_ký|đăng_kí|khai!|khai_báo|mẫu|form|biểu_mẫu|tờ_khai|ct01|hộ_khẩu|tạm_trú|thường_trú|tạm_vắng|lưu_trú|nhập_khẩu|vneid|lý_lịch|lệ_phí|phí!|biển_số|bằng_lái|gplx|lịch!|hẹn!|đơn!|app|ứng_dụng|web|tài_khoản|mật_khẩu|đăng_nhập|otp|mã!|lỗi!|cài!|cài_đặt|tải!|mất_mạng|mạng_yếu|mạng_chậm|mạng_lag|rớt_mạng|wifi|zalo|link|file|scan|bài_tập|bài!|deadline|nộp!|online|định_danh|xác_nhận|xác_thực|công_chứng|con_dấu|pccc|khai_sinh|khai_tử|kết_hôn|ly_hôn|pháp_lý|luật|tư_vấn|hướng_dẫn|chỉ!|hỏi!|trả_lời|giải_đáp|cho_hỏi|hỏi_thăm|tải_app|cài_app|cài_đặt|làm_đơn|nộp_hồ_sơ|gửi_lại|kiểm_tra|xem!|tra_cứu|tìm_hiểu|điền|làm_lại|đổi!|cấp_lại|cấp_đổi|cấp_mới|gia_hạn|duyệt|chuyển!|chỉnh|sửa!|cập_nhật|đặt!|phản_ánh|góp_ý|kiến_nghị|đề_nghị|giải_quyết|xem_xét|xử_lý|can_thiệp|nhắc_nhở|dẹp!|bài_viết|thông_tin|số_điện_thoại|địa_chỉ|nghèo|từ_thiện|khó_khăn|ủng_hộ|quyên_góp|quỹ!|trẻ_em_khó_khăn|gửi!|xin_việc|việc_làm|vay!|tiền!|tiền_điện|hóa_đơn|extension|passport|register|registration|license|document|documents|fill|extend|apply|application',
  'tách|hộ!|khẩu|sổ!|kt1|kt2|kt3|antt|lltp|đktt|dktt|thẻ|biển!|biển_xe|xe_cũ|sang_tên|chủ_hộ|cầm_đồ|khắc|dấu!|khách|ở_trọ|nhà_trọ|phòng_trọ|chủ_trọ|chủ_nhà|tố_giác|tố_cáo|khiếu_nại|trình_báo|báo_tin|hết_hạn|sắp_hết|ngày_sinh|định_danh|nghĩa_vụ|phải_làm_gì|cần_gì|bao_nhiêu|thế_nào|mấy_giờ|số_mấy|được_không|có_phải|có_bị|có_cần|làm_sao|ma_túy|đánh_bạc|lừa_đảo|cắt_khẩu|rút|trả|đóng|sinh_viên|xe_máy|ô_tô|niên_hạn|bằng_lái|hạng|thẩm_định|thẩm_duyệt|nghiệm_thu|thiết_kế|bằng_b2|bằng_a1|dữ_liệu|nhập_học|học_lái',
  'làm ~1 căn_cước|thẻ|giấy|hồ_sơ|hộ_chiếu|đơn',
  'gặp|nói_chuyện|liên_hệ|kết_nối|chuyển_máy|nối_máy ~2 cán_bộ|nhân_viên|tư_vấn_viên|người_thật|admin|người_trực|người_phụ_trách',
];
