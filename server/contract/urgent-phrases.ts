/**
 * What people write when something urgent happens. Data for urgent-words.ts: a new turn of phrase is a line here, not code. What only
 * looks like it is in urgent-lookalikes.ts, how words are spelt in urgent-spellings.ts.
 *
 * How a phrase is written: words with their marks, in a row. `a|b` either; `_` joins the words of one alternative; `?a` may be
 * missing; `~2` up to two other words, never over a comma or "bị"; `@me` a class of urgent-spellings.ts; `^` the beginning of a clause; `a!` only
 * where the marks were typed, because without them it is another word ("chạy", "từ từ").
 */
import type { UrgentKind } from './urgent-words.ts';

type UrgentPhrase = {
  readonly kind: UrgentKind;
  readonly say: readonly string[];
  /** `certain`: happening to somebody, whatever else is asked. Else calm words around it win. */
  /** Both in one sentence, in any order. */
  readonly together?: readonly (readonly [string, string])[];
  readonly certain?: true;
  readonly why: string;
};

export const urgentPhrases: readonly UrgentPhrase[] = [
  {
    kind: 'sos',
    certain: true,
    say: [
      '@they ~2 @violence ?chết @me',
      '@they ~2 chặn_đường|chặn_đầu|chặn_xe ~1 @violence ~1 @me',
      '@they ~3 đuổi ?theo @me',
      'kêu_cứu|la_cứu|hô_cứu',
      'giết_tôi|giết_tui|giết_em|giết_mình|kill_me',
      'đang ~2 kêu|la ~1 cứu',
      'bớ người_ta|làng_nước|bà_con',
      'rượt ~1 theo|đuổi|@me|người|cô|chị|anh|chém',
      'đuổi_theo_chém|truy_đuổi|đang_đuổi_theo',
      'tiếng ~2 đánh_đập|khóc_thét|la_thất_thanh|kêu_la|cầu_cứu|la_hét',
      'khóc_thét',
      'bẻ|vặn|giữ|nắm tay|tóc|cổ @me',
      'có ~2 rình|núp|lảng_vảng ~1 ngoài|trước|sau',
      'quyết_chiến|hỗn_chiến|thanh_toán_nhau|đâm_chém',
      'thất_thanh|cầu_cứu|la_làng|tri_hô|kêu_la',
      'không ~1 cho @me ra|xuống|thoát|về_nhà|đi_về|gọi_điện',
      'không ~1 cho @me về! ~2 nó|tụi|họ|bắt',
      'cứu @me ~3 không ~1 cho|thả',
      'bắt @me ~1 làm_việc|tiếp_khách|đi_khách|bán_dâm|phục_vụ',
      'following|attacking|chasing|killing|beating|stalking|threatening me',
      '@they ~4 cầm|xách|vác ~2 @weapon ~3 trước|ngoài|trong|giữa ~1 nhà|cửa|phòng|đường|cổng',
      '@they ~2 đứng|chờ|chực ~3 trước|ngoài ~2 cửa|nhà|phòng ~4 cầm|xách ~1 @weapon',
      'trốn ~1 trong|dưới|sau ~1 tủ|gầm|toilet|nhà_vệ_sinh|phòng|wc|nhà_tắm|giường',
      '@they ~2 dí!|kề!|chĩa ~2 @me|cổ|đầu|bụng',
    ],
    why: 'Somebody is being attacked.',
  },
  {
    kind: 'sos',
    say: [
      'cướp',
      'robbery|robbed|rape|raped|murder|attacked|thief|burglar|stabbed|shooting|kidnapped|hostage|gunshot',
      'broke|breaking|break ~1 into|in',
      'hơi_cay|bịt_mặt|trùm_mặt|bịt_khẩu_trang_xông',
      'xin_tiền_không_cho|trấn_lột|trấn_tiền|móc_túi',
      'giật|giựt ~1 túi|túi_xách|dây|dây_chuyền|điện_thoại|xe|đồ|giỏ|bóp|ví',
      'giật!_đồ|giật_dọc',
      'chặn|bắt|đuổi_theo ~1 lại|nó ~1 giùm|dùm|với|mau|gấp|giúp',
    ],
    why: 'Robbery.',
  },
  {
    kind: 'sos',
    say: [
      'có|thấy|bắt_được ?ăn trộm',
      'trộm ~1 đang|vô|vào|leo|trèo|trong|đột_nhập|phá|cạy|bẻ|lẻn|trốn',
      'giật|giựt|đập|phá|cạy|bẻ ~1 cửa_cuốn|cửa_sắt|ổ_khóa|cửa_nhà|khóa_cửa',
      'đột_nhập|phá_cửa|cạy_cửa|đạp_cửa|đập_cửa|phá_khóa',
      'người_lạ|kẻ_lạ|kẻ_gian|ai_đó ~2 vào|vô|trong|leo|trèo|lẻn ~1 nhà|phòng',
      'phá ?cái cửa',
      'đòi|ép|bắt ~1 mở cửa',
      'đòi|cố|tìm_cách ~1 vô|vào ~1 nhà|phòng',
      'vặn|lay|giật|kéo|mở ~2 tay_nắm|nắm_cửa|nắm_đấm|chốt ~2 cửa|phòng|nhà',
      'xông ~1 vào|vô|lên',
      'lao|tràn|ập|kéo_nhau|xộc ~1 vô|vào ~2 nhà|phòng|tiệm|quán',
      'ai_đó|người_lạ|có_ai|kẻ_lạ ~3 mở|gõ|đập|phá|cạy ~1 cửa',
      'leo|trèo|đu|nhảy ~2 cửa_sổ|ban_công|hàng_rào|mái_nhà|tường_rào|rào|tường|cổng|vô_nhà|vào_nhà',
      'mò|lẻn|chui ~1 vô|vào ~1 phòng|nhà',
      'khóa|chốt|chặn ~1 cửa ~2 trong|trốn',
    ],
    together: [
      [
        'đập|gõ|bấm_chuông|bấm|vặn|cạy|bám|theo|rình|dòm|ngoài_cửa|trước_cửa|tiếng_bước_chân|tiếng_động',
        'sợ_quá|sợ_lắm|hoảng_quá|run_quá|sợ_chết_khiếp',
      ],
    ],
    why: 'A burglar who is still there.',
  },
  {
    kind: 'sos',
    say: [
      'cầm|rút|vác|xách|dùng|kề!|dí!|vung|giơ|móc|chĩa|lăm|mang|thủ|lấy|bằng ~2 @weapon ~2 đuổi|đòi|chém|đâm|rượt|vô|vào|dọa|đứng|đập|đánh|ra|trước|tới|đến|qua',
      'cầm|rút|vác|kề!|dí!|vung|chĩa|lăm ?le ~1 dao|mã_tấu|súng|kiếm|rựa|búa|hung_khí|phảng|mác',
      'bằng mã_tấu|dao|kiếm|súng',
      'cầm|quơ|vung|lăm|dùng ~1 chai|chai_bể|kim_tiêm|ống_chích|gạch|gậy|cây_sắt|ống_sắt|rìu|kéo',
      'dí!|gí!|kề!|chĩa ~1 dao|súng',
      'dí!|gí!|kề!|chĩa ~2 cổ|đầu|bụng|mặt|@me',
      'ngáo_đá|phê_đá|phê_thuốc|ngáo',
      'tiếng|nghe ~1 súng',
      'súng ~1 nổ',
      'bắn! ~1 súng|nhau',
      'nổ_súng|bắn_súng|bắn_nhau|bắn_chết|tạt_axit|tạt_sơn|tạt_xăng|tẩm_xăng',
    ],
    why: 'Weapons in somebody’s hand.',
  },
  {
    kind: 'sos',
    say: [
      'đánh|chém|đâm|bắn!|giết|đập|rượt|đuổi|xô_xát|hỗn_chiến|xử nhau',
      'đánh_lộn|ẩu_đả|hỗn_chiến|đập_lộn|uýnh_lộn|đánh_hội_đồng',
      'bị ?@they ~1 @violence',
      'bị ~2 chém|đâm|bắn!|giết|hành_hung|tấn_công|truy_sát|rượt|rượt_đuổi|cưỡng_hiếp|hiếp|hiếp_dâm|khống_chế|trói|bắt_cóc|bóp_cổ|uy_hiếp|sàm_sỡ|giở_trò|quấy_rối|sờ_mó|sờ_soạng',
      '@they ~2 đánh|chém|đâm|bắn!|giết|đập ~1 @they',
      '@they ~2 chém|đâm|giết ~1 @family',
      'mấy_ông|mấy_thằng|mấy_đứa|mấy_bà|ông_hàng_xóm|thằng|đám|nhóm|tụi|bọn ~6 đánh|đập|đạp|đấm|chém|đâm ~1 ba|má|mẹ|bố|cha|vợ|chồng|anh|chị|ông|bà|tôi|tui|em',
      'đe_dọa|đe_doạ|hăm_dọa|hăm_doạ|dọa_nạt|khủng_bố',
      'lôi|ép|tống|đẩy|bắt|kéo|dụ ~3 lên_xe|vào_hẻm|vô_hẻm|vào_bụi|vô_bụi|lên_ô_tô|vào_nhà_nghỉ|vô_nhà_nghỉ|vào_khách_sạn|vô_khách_sạn|xuống_xe',
      'bị|đòi|định|tính|muốn bắt ~2 đi|@me',
      'ép|ép_buộc|bắt ~1 @me ~1 uống|hút|chơi|quan_hệ|ngủ|cởi',
      'bị ép',
      'đập_phá|phá_phách',
      'sát_hại|thủ_tiêu|hạ_sát|đầu_độc|bỏ_độc',
      'giết_người|án_mạng|đâm_chết|chém_chết|đánh_chết',
      'dọa|doạ|hăm|đòi|định|sắp|tính|đe ~1 giết|chém|đâm|hiếp|bắn!|đánh|xử|thiêu|hiếp_dâm|đốt',
      'bắt_cóc|cưỡng_hiếp|hiếp_dâm|hãm_hiếp|khống_chế|uy_hiếp|làm_nhục',
    ],
    why: 'Violence.',
  },
  {
    kind: 'sos',
    say: [
      'đang ~1 bị ~8 bám|theo|chạy_theo|sát_theo|kè|kè_theo|rượt|ép_xe|chặn',
      'bị ~5 bám_theo|theo_dõi|đi_theo|rình_rập|rình|bám_đuôi|bao_vây|vây',
      'bao_vây|vây_nhà|vây_đánh|chặn_đầu',
      'bị ~2 nhốt|giam|giữ|trói|bắt_nhốt|bám_theo|đi_theo|theo_dõi|rình|bám_đuôi|rượt|chặn_đường|chặn_xe',
      'nhốt @me',
      'bám|đi|chạy|lẽo_đẽo|rình ~1 theo|rình @me',
      'có|thấy ~2 bám|đi ~1 theo @me',
      'đòi_nợ|xã_hội_đen|giang_hồ|côn_đồ ~3 đập|phá|chém|đánh|tạt|vây|bao_vây|xông|kéo|dọa',
    ],
    why: 'Locked in, followed, besieged.',
  },
  {
    kind: 'sos',
    say: [
      '@police ~2 @come ~2 @soon',
      '@police ~1 @soon ~1 @come',
      'gọi|kêu ?giùm|dùm|giúp ?giùm công_an|cảnh_sát|113 ~2 @soon|giùm|dùm|giúp|với|đi|làm_ơn',
      'báo ?giùm|dùm|giúp công_an|cảnh_sát|113 ~1 @soon',
      '@soon ~2 gọi|kêu công_an|cảnh_sát|113',
      'cần|cho @police ~1 @soon',
      'call|send|need ?the police|cops|113|help',
      '@soon|mau ~1 @come ?đi ~1 @police',
      '113 ơi',
      '@police ~2 ơi ~3 @come ~2 @soon',
    ],
    why: 'The police are called for at once.',
  },
  {
    kind: 'fire',
    say: [
      'cháy!',
      '^ cháy nha|nhà|rồi|kìa|lớn|bà_con|cháy',
      'cháy nhà|kho|quán|chợ|xưởng|bếp|phòng|lan|chung_cư|lớn|dữ|tiệm|khách_sạn|rẫy|bãi|tủ|trụ|dây|bình',
      'bốc|phát|đám|bị cháy',
      'bốc_cháy|phát_cháy|hỏa_hoạn|hoả_hoạn|bốc_lửa|phát_hỏa',
      'lửa! ~2 cháy|lan|bén|bốc|phực|phừng|ngùn_ngụt|to|lớn|dữ|bùng',
      'lua ~1 chay|ben|boc|lan|bung|phuc',
      'khói ~2 um|mù|đầy|kín|đặc|tràn|lan|nhiều_quá|trắng_xóa|dữ',
      'khét_lẹt|mùi_khét|khét_quá|ngộp_khói|ngạt_khói',
      'xẹt|tóe|toé|văng lửa|điện|tia_lửa',
      'xẹt_lửa|tóe_lửa|xẹt_điện|chạm_điện|cháy_rụi|tia_lửa_điện',
      'dây_điện ~1 đứt|rớt|rơi',
      'đứt ~1 dây_điện',
      'khói ~1 đen|mù_mịt|dày_đặc|nghi_ngút|bốc|cuồn_cuộn|mịt_mù',
      'dập ~2 lửa|không_được|không_nổi',
      'fire',
      'nhà|xưởng|kho|quán|tiệm ~1 cháy',
      'bốc|tỏa khói',
      'chập_điện|chập_cháy|cháy_nổ',
    ],
    why: 'Fire.',
  },
  {
    kind: 'fire',
    say: [
      'mùi|xì|rò|hở|hôi|rò_rỉ ~1 gas|ga|khí_gas',
      'nổ ~1 bình|khí|ga|gas|lớn|bếp|kho|nồi_hơi|trạm_điện',
      'gas|ga|bình_ga|bình_gas ~2 xì|rò|hở|nồng|nồng_nặc|bay_ra',
      'phát_nổ|sắp_nổ|vụ_nổ|tiếng_nổ_lớn',
      'xăng|dầu|hóa_chất|axit|xe_bồn ~4 chảy|đổ|lật|tràn|rò ~4 lênh_láng|đường|cầu|khắp|tùm_lum|dốc|ra',
      'ôm|cầm|mở|vặn|xách ~1 bình_ga|bình_gas|gas|ga|xăng|can_xăng ~5 dọa|doạ|đòi|cho_nổ|đốt|hăm|định|tính',
      'dọa|doạ|đòi|hăm ~2 cho_nổ|nổ ~2 bình|nhà|ga|gas|quán',
    ],
    why: 'Gas and explosions.',
  },
  {
    kind: 'fire',
    say: [
      'mắc_kẹt|kẹt_cứng',
      'kẹt ~1 tay|chân|đầu|người',
      'kẹt ~1 trong|dưới|thang_máy|bên_trong|trên',
      'nhảy|rớt|té ~1 kênh|sông|hồ ~4 chưa|không ~1 lên',
      'đuối_nước|chết_đuối|sắp_chìm|chìm_ghe|lật_ghe|lật_xuồng|nước_cuốn|bị_cuốn_trôi|drowning',
      'rớt|té|rơi|ngã|lọt|sụp ~1 giếng|sông|kênh|hồ!|xuống_nước|hố_ga|cống|hố|rạch|xuống_giếng|xuống_sông|xuống_kênh|xuống_hồ|ao',
      'sập ~1 nhà|tường|giàn_giáo|trần|cầu|mái|hầm|công_trình',
      'giàn_giáo|nhà|tường|trần|mái|cầu|hầm|cây ~1 sập|đổ_sập',
      'chìm|chết_chìm ~1 dưới|xuống ~1 ao|sông|hồ|kênh|nước|rạch',
      'đè ~1 người|lên_người',
      'gọi|kêu|cần|cho|báo ?xe|giùm ?xe cứu_hỏa|cứu_hoả|chữa_cháy ~3 @soon|tới|đến|giùm|dùm|với',
      'cứu_hỏa|cứu_hoả|xe_chữa_cháy ~1 tới|đến|đâu|gấp|nhanh',
      'bị ~1 vùi_lấp|vùi|chôn_vùi',
    ],
    why: 'Somebody has to be got out: 114 rescues too.',
  },
  {
    kind: 'medical',
    say: [
      'bất_tỉnh|ngất|ngất_xỉu|xỉu|đột_quỵ|đột_quị|tai_biến|hôn_mê|nhồi_máu|tím_tái|co_giật|sùi_bọt_mép|ngộ_độc|sốc_phản_vệ|sốc_thuốc|ngạt_khí|ngạt_thở|hấp_hối|nguy_kịch',
      'ngưng|ngừng|tắt|khó|không|nghẹt thở|tim|thở_được',
      'không thở ?được|nổi',
      'điện_giật|bị_giật_điện|bị_giật_té|điện_giựt|méo_miệng|liệt_nửa_người|nói_không_được|không_nói_được|phóng_điện',
      'chảy|mất|ra ~1 máu ~1 nhiều|quá|đầu|đầm_đìa|không_cầm|hoài|tùm_lum|mũi',
      'máu ~1 chảy|me|đầm_đìa|lênh_láng|nhiều',
      'chảy|mất_máu máu',
      'mất_máu|cầm_máu_không|gãy_chân|gãy_tay|vỡ_đầu|bể_đầu|gãy_cổ',
      'bị_thương|thương_nặng|bị_bỏng|bị_phỏng',
      'nằm ~2 im|bất_động|một_đống|giữa_đường|giữa_lộ|dưới_đất|dưới_đường|sõng_soài|vật|gục|úp_mặt',
      'ngã|té|gục ~1 gục|quỵ|đập_đầu|xuống_đất|bể_đầu',
      'ông_cụ|bà_cụ|cụ|ông|bà|ngoại|nội ~1 té|ngã|trượt',
      'ôm ngực|tim|bụng',
      'sốt_cao|giật_cục|kinh_giật|máu_me|nôn_ra_máu|ói_ra_máu|ho_ra_máu|hộc_máu|thổ_huyết',
      'phỏng|bỏng ~2 nặng|nước_sôi|axit|lửa|xăng',
      'vỡ_ối|bể_ối|sắp_sanh|sắp_sinh|sắp_đẻ|đẻ_rớt|chuyển_dạ|trở!_dạ!|đau_đẻ',
      'rắn|chó_dại|ong ~1 cắn|đốt',
      'ran can',
      'hóc!|nghẹn ~1 xương|dị_vật|thức_ăn|cổ',
      'nuốt|uống nhầm',
      'nuốt ~1 pin|kim|nam_châm|đinh|xu|đồng_xu|thuốc',
      'đè ~1 trúng|gãy|nát ~1 chân|tay|người',
      'lên_cơn|đau_ngực|đau_tim|heart_attack|unconscious|bleeding',
      'té|ngã|rớt ~2 lầu|cầu_thang|giàn_giáo|mái|cây ~4 không|chấn_thương|bất_tỉnh|gãy',
      'đứt_lìa|đứt_tay|dập_nát',
      'gọi_không_dậy|kêu_không_dậy|không_nhúc_nhích|gọi_hoài_không_dậy',
    ],
    why: 'Somebody is ill or hurt.',
  },
  {
    kind: 'medical',
    say: [
      'tai_nạn|accident',
      'xe|ô_tô|container|xe_tải|xe_buýt ~2 cán|tông|đụng|húc|đâm ~2 người|chết|em|bé|ông|bà|cháu|trúng|nhau|tôi|học_sinh',
      'xe|ô_tô|xe_máy|container ~2 tông!|cán!|húc!|ủi!|đụng_nhau|tông_nhau|đâm_nhau',
      'bị ~2 xe|ô_tô|container|oto|xe_tải|xe_bồn|xe_ben|xe_buýt|tàu ~2 tông|đụng|cán|đâm|húc|kéo_lê|cuốn|quệt|ủi|đè|hất',
      'kéo_lê|cuốn_vào_gầm|dưới_gầm_xe|hất_văng|văng_ra_đường',
      'đâm|tông|đụng xe ~2 chảy|bị_thương|chết|nặng|máu|nằm|bất_tỉnh',
      'đâm_xe|tông_xe|đụng_xe|lật_xe',
    ],
    why: 'An accident.',
  },
  {
    kind: 'medical',
    say: [
      'gọi|cần|kêu|cho|báo|đưa ~1 xe_cấp_cứu|cứu_thương|xe_cứu_thương|115 ~4 @soon|tới|đến|giùm|dùm|với|giúp',
      'cần|gọi|kêu cấp_cứu|115|xe_cứu_thương|cứu_thương|xe_cấp_cứu',
      'cấp_cứu|đi_cấp_cứu ~1 @soon|với',
      '@soon ~1 xe_cứu_thương|xe_cấp_cứu|cứu_thương|cấp_cứu',
      'ambulance',
    ],
    why: 'An ambulance is called for.',
  },
  {
    kind: 'domestic_violence',
    say: [
      '@spouse|@parent ~4 @violence ~3 @family|@me',
      '@spouse ~3 @violence|vũ_phu|ngược_đãi|chửi_đánh',
      'bị ~1 @spouse|@parent ~4 @violence|ngược_đãi|nhốt|đuổi|hành|cưỡng_ép|oánh|xích',
      '@spouse|@parent ~2 nhốt|xích|cấm_cửa ~1 @me|@family',
      'bị ~1 @spouse|@parent ~2 quản_thúc|giam_lỏng|giam|cấm_cửa|khống_chế',
      'con|con_trai|con_gái|thằng_con|cháu|con_rể|con_dâu ~5 @violence ~1 cha|mẹ|ba|má|bố|ông|bà|cha_mẹ|ba_mẹ',
      'cha_con|anh_em|mẹ_con|chị_em ~2 @violence nhau|chị_dâu|em_dâu|cha|mẹ|ba|má|vợ',
      'con_dâu|con_rể ~2 @violence|bỏ_đói|chửi_bới|ngược_đãi',
      '@violence ~1 vợ|chồng|vợ_con|cha_mẹ|ba_mẹ|mẹ_già',
      'vợ_chồng ~4 đánh|chém|đâm|giết|đập',
      'vũ_phu|bạo_hành_gia_đình|bạo_lực_gia_đình|bạo_hành|domestic_violence',
      'my husband|boyfriend ~3 hit|beat|hits|beats|hitting|beating',
    ],
    together: [
      [
        '@spouse|chồng|vợ|ổng|cha_dượng|mẹ_kế',
        'đánh_đập|bạo_hành|bóp_cổ|vũ_phu|dọa_giết|hành_hạ|đánh_em|đánh_tôi|đánh_tui|đánh_mẹ|đánh_con|đấm_đá|bạo_lực',
      ],
    ],
    why: 'Violence at home: also when it is an old story, because it comes again.',
  },
  {
    kind: 'self_harm',
    say: [
      'tự! tử!|sát!|vẫn!|tận!',
      'muốn|định|đòi|sẽ|sắp|dọa|tính|nghĩ_đến|chuyện|nghĩ_tới|chắc ~2 tự_tử|tự_sát|tự_vẫn',
      'thuốc_sâu|thuốc_ngủ|thuốc_chuột|nhảy_cầu|nhảy_lầu ~2 tự_tử|tự_sát',
      '^ ?@me|con|cháu|chắc ?chỉ|thật_sự|thật|cứ|đang|lại|rất|chắc muốn chết',
      'buồn|khổ|cô_đơn|tuyệt_vọng|bế_tắc|trầm_cảm|áp_lực ~3 muốn chết',
      'chỉ muốn chết',
      'muốn chết ~1 cho_rồi|cho_xong|quách|đi_cho|khuất|phứt',
      'muốn biến_mất ?khỏi',
      'không|chẳng|hết|chả|chán muốn|thiết|ham ~1 sống|tồn_tại|tiếp_tục_sống',
      'không|hết|chẳng|mất ~1 lý_do|lí_do|động_lực|ý_nghĩa ~2 sống',
      'sống ~1 vô_nghĩa|vô_ích',
      'vĩnh_biệt|tạm_biệt_cuộc_đời|tạm_biệt_thế_giới|thư_tuyệt_mạng|ý_định_tự',
      'đứng|ngồi|trèo|leo|đu ~3 thành_cầu|lan_can|sân_thượng|nóc_nhà|mép_cầu',
      'chán_sống|hết_thiết_sống|không_thiết_sống|sống_chi_nữa|sống_làm_gì_nữa|sống_để_làm_gì',
      'sống chi|làm_gì|để_làm_gì|tiếp ?nữa',
      'chết cho_rồi|cho_xong|đi_cho_rồi|cho_khỏe|cho_rảnh|quách',
      'kết_liễu',
      'cho @me chết',
      'uống ~3 lọ|vỉ|nắm|liều ~1 thuốc',
      'kết_thúc ~1 cuộc_đời|cuộc_sống|mạng_sống|đời|tất_cả',
      'đòi|định|muốn|sắp|dọa|tính|có|leo|đứng ~4 nhảy ~1 lầu|cầu|sông|xuống',
      'sẽ|định|đòi nhảy',
      'con|em|tôi|mình chết đây|đi_đây',
      'nhảy_lầu|nhảy_cầu|nhảy_sông|thư_tuyệt_mệnh|treo_cổ|suicide|kill_myself|want_to_die',
      'tự ~1 làm_đau|rạch|cắt|đâm|hại ?bản_thân|mình|tay',
      'rạch|cắt|cứa ?cổ|gân tay|cổ_tay|động_mạch',
      'uống ~3 thuốc_ngủ|thuốc_sâu|thuốc_trừ_sâu|thuốc_chuột|thuốc_diệt_cỏ|thuốc_rầy|thuốc_tự_tử',
    ],
    why: 'Somebody may take their life.',
  },
  {
    kind: 'child',
    say: [
      '@kid ~5 lạc|đi_lạc|mất_tích|thất_lạc',
      'lạc|mất_tích|thất_lạc|lạc_mất ~1 @kid',
      '@kid ~4 bỏ_rơi|bỏ_nhà|bỏ_đói',
      'bỏ_rơi|bỏ_đói ~1 @kid',
      '@kid ~6 sờ_mó|sờ_soạng|xâm_hại|dâm_ô|lạm_dụng|sàm_sỡ|hành_hạ|bạo_hành|đánh_đập|trấn_lột|bắt_nạt|dụ_dỗ|giở_trò|đụng_chạm|động_chạm|cởi_đồ|cởi_quần|hiếp_dâm|cưỡng_hiếp|bắt_cóc|rủ_rê|gạ_gẫm|bóc_lột',
      '@kid ~3 bị ~4 sờ_mó|sờ_soạng|xâm_hại|dâm_ô|lạm_dụng|sàm_sỡ|hành_hạ|bạo_hành|đánh_đập|trấn_lột|bắt_nạt|dụ_dỗ|giở_trò|đụng_chạm|động_chạm|cởi_đồ|cởi_quần|hiếp|bắt_cóc|bắt_đi|rủ_rê|gạ_gẫm|đánh|bỏ_rơi|bỏ_đói|lạc|bóc_lột',
      'xâm_hại|dâm_ô|hành_hạ|bạo_hành|bắt_cóc|lạm_dụng|sờ_mó|sàm_sỡ|dụ_dỗ|đánh|đánh_đập|bắt_nạt|trấn_lột|gạ_gẫm|chăn_dắt|đánh_hội_đồng ~2 bé|trẻ|trẻ_em|em_bé|cháu_bé|đứa_bé|bé_gái|bé_trai|con_nít|học_sinh|con_em|con_tôi|con_gái|con_trai|đứa_nhỏ',
      'bảo_mẫu|cô_giáo|thầy|thầy_giáo|cha_dượng|bố_dượng|dượng|mẹ_ghẻ|mẹ_kế ~3 đánh|đập|sờ!|sờ_mó|hành_hạ|xâm_hại|dâm_ô|bạo_hành|giở_trò|nhốt',
      'sờ ~1 vào|soạng|mó ~1 người|chỗ_kín|ngực|mông|vùng_kín ~1 con|cháu|bé|em',
      'missing child|kid',
      '@kid ~5 đứng|ngồi|khóc|lang_thang|thơ_thẩn ~3 một_mình',
      '@kid ~8 không_thấy|không_có|lạc|mất ~1 ba_mẹ|cha_mẹ|bố_mẹ|mẹ_đâu|người_nhà|người_lớn|phụ_huynh',
      '@kid|thằng_bé|con_bé ~6 không_thấy_đâu|chưa_về|chưa_thấy|biến_mất|bặt_tin|trốn_nhà|không_thấy_về|không_về',
      '@kid|thằng_bé|con_bé ~3 không thấy ~1 đâu|về|nữa',
      'rủ|dụ|dắt|kéo ~2 @kid|mấy_đứa_nhỏ ~3 vô|vào|lên|ra|đi',
      'không|chưa thấy ~1 con|cháu|bé ~1 đâu|về',
      'lôi|bắt|kéo ~2 bé|đứa_bé|cháu_bé|em_bé|trẻ ~1 đi',
      'bồng|ẵm|bế ~2 @kid ~2 đi|chạy|mất',
      '@kid ~1 bị ~4 dắt|dẫn|chở|đưa|kéo|lôi|bế|bồng ~1 đi|mất|theo|lên',
      'người_lạ|kẻ_lạ|ai_đó|bà_lạ|ông_lạ ~2 dắt|dẫn|chở|đón|bế|bồng ~2 @kid',
      '@kid|trẻ_sơ_sinh|sơ_sinh ~3 bị ~2 vứt|quăng|nhốt|kẹt|bỏ_lại|xích|trói',
      'bé|bé_gái|bé_trai|trẻ|cháu|đứa_nhỏ|em_bé ~4 một_mình ~2 ngoài_đường|đường|không_biết|ở_ngoài|giữa',
      '@kid ~1 bị khóa|xích|trói|cột ~1 trong|ngoài|vào',
      'dẫn|dắt|bế|bồng|dụ ~1 trẻ|bé|cháu|bé_gái|bé_trai ~1 đi',
      'giữ_trẻ|cô_giữ_trẻ|cô_nuôi|bà_vú|cô_trông_trẻ ~3 tát|đánh|nhét|nhốt|bịt',
      'tát|nhốt|trói|xích ~1 bé|trẻ|cháu_bé|em_bé',
      'sơ_sinh ~2 bỏ|vứt|quăng',
      'ép|bắt ~1 @kid ~3 ăn_xin|lao_động|bán_vé_số|xin_tiền',
    ],
    together: [
      [
        'bé|trẻ|trẻ_em|em_bé|con_nít|học_sinh|bé_gái|bé_trai|cháu_bé|đứa_nhỏ|mẫu_giáo|mầm_non|nhà_trẻ',
        'xâm_hại|dâm_ô|sờ_mó|bạo_hành|đánh_đập|hành_hạ|bắt_cóc|mất_tích|bỏ_rơi|đi_lạc|bỏ_đói|lạm_dụng|đụng_chạm|hiếp_dâm',
      ],
    ],
    why: 'A child is lost or harmed: 111 takes such calls day and night.',
  },
];

/** It is happening, whatever else stands in the text. */
export const nowPhrases: readonly string[] = [
  'bây_giờ|hiện_giờ|ngay_lúc_này|lúc_này|giờ_nó|giờ_này|hiện_tại_đang|right_now',
  'kìa|nè|@soon ~1 @come|@come ~1 @soon',
  'cứu ~1 với',
];

/** Directly in front of an urgent phrase. */
export const nowWords = 'đang|vừa|sắp|vừa_mới|mới|lại';

/** Cries. The first need only somebody to be saved; the others must stand alone: "giúp" is also how one asks for anything. */
export const cries = {
  save: ['cứu', 'save'],
  help: [
    'giúp',
    'giúp_đỡ',
    'trợ_giúp',
    'hỗ_trợ_khẩn_cấp',
    'help',
    'sos',
    'khẩn_cấp',
    'emergency',
    'mayday',
    'cấp_cứu',
  ],
  /** A plea for somebody, whatever else is said. */
  plea: 'giúp|help ?@me|@family|đỡ|@kid với|please|pls|plz|@soon|mi',
  /** Cries without any other meaning. */
  always: ['sos', 'mayday'],
} as const;

/** Whom "cứu" may have behind it to be a cry: somebody, or nothing that says more. */
export const saved =
  '@me|@family|@kid|với|giúp|mạng|người|bạn|chúng_em|hai_mẹ_con|lấy|nguy|đi|nha|ạ|à|ơi|gấp|cứu|ai_đó|bà_con|họ|nó|my|please|pls|plz';

/** Says nothing of a task: what may stand around "giúp" in a cry. */
export const glueWords =
  '@me|@family|@kid|@police|@soon|@come|với|ơi|ạ|à|đi|nha|nhé|nè|ai|ai_đó|ai_cũng_được|mọi_người|bà_con|làm_ơn|xin|hãy|please|pls|plz|ad|admin|trời|ôi|quá|lên|đó|đây|ở_đây|có_ai|không|cứu|giúp|help|sos|khẩn_cấp|cấp_cứu|emergency|mayday|lạy|van|các|mấy|bác|chú|cô|chị|anh|đỡ|trợ|cái|giùm|dùm|vs|hu|huhu|rồi|thôi|hết|gọi|cần|sợ|nguy|nguy_hiểm|nguy_cấp|nguy_kịch|được|one|any|someone|anyone|somebody|i|need|am|in|danger|một|hai|chứ|mà|nữa|là|tụi|chúng|bọn|việt_nam|phường|trời_ơi|ối|á|ui|hic|hix|dạ|thưa|dùm_cái|giùm_cái|ngay_lập_tức|lập_tức|nó|tụi_nó|kìa';
