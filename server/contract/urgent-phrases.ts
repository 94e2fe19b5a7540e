/**
 * What people write when something urgent happens, and what only looks like it. Data for urgent-words.ts: a new turn of phrase is a
 * line here, not code.
 *
 * How a phrase is written: words with their marks, in a row. `a|b` either; `_` joins the words of one alternative; `?a` may be
 * missing; `~2` up to two other words, never over a comma or "bị"; `@me` a class of below; `^` the beginning of a clause; `a!` only
 * where the marks were typed, because without them it is another word ("chạy", "từ từ").
 */
import type { UrgentKind } from './urgent-words.ts';

/** Words that stand for each other. */
export const wordClasses = {
  me: 'tôi|tui|tao|tớ|mình|em|con|cháu|bé|bọn_em|chúng_tôi|tụi_tui|tụi_em|bạn_em|me|us',
  family:
    'vợ|chồng|con|mẹ|má|ba|bố|cha|tía|ông|bà|ngoại|nội|anh|chị|em|cháu|dì|bé|mình|tôi|tui|nhà|gia_đình|cha_mẹ|ba_mẹ',
  spouse: 'chồng|vợ|ông_xã|bà_xã|người_yêu|người_yêu_cũ|bạn_trai|bạn_gái|bồ|chồng_cũ|vợ_cũ|husband|boyfriend',
  parent:
    'ba|bố|cha|tía|mẹ|má|ổng|bả|anh_rể|em_rể|chị_dâu|em_dâu|mẹ_chồng|cha_chồng|ba_chồng|bố_chồng|mẹ_vợ|anh_trai|anh_hai|chị_hai|dượng|cha_dượng|bố_dượng|mẹ_kế|mẹ_ghẻ|dì_ghẻ|ông_nội|bà_nội|ông_ngoại|bà_ngoại',
  kid: 'bé|trẻ|trẻ_em|em_bé|cháu|cháu_bé|đứa_bé|đứa_nhỏ|đứa_trẻ|bé_gái|bé_trai|con|con_trai|con_gái|con_nít|học_sinh|em_học_sinh|nhóc|thằng_nhỏ|con_nhỏ',
  they: 'nó|chúng|chúng_nó|tụi_nó|bọn_nó|tụi|bọn|thằng|tên|hắn|gã|kẻ|người_lạ|người_ta|người|ai|họ|đám|nhóm|bạn|côn_đồ|du_côn|giang_hồ|hàng_xóm',
  violence:
    'đánh|đập|đấm|đá|tát|chém|đâm|bắn!|giết|bóp_cổ|siết_cổ|hành_hung|tấn_công|hành_hạ|bạo_hành|xiết_cổ|thiêu|đánh_đập|giết_hại|rượt!|rượt_đuổi|truy_sát|uy_hiếp',
  weapon: 'dao|mã_tấu|súng|kiếm|rựa|búa|rìu|hung_khí|phảng|mác|tuýp|gậy|côn|lưỡi_lê|xăng|axit|kéo|cây',
  now: 'đang|sắp|vừa|vừa_mới|mới',
  soon: 'gấp|ngay|liền|nhanh|lẹ|khẩn|nhanh_lên|lẹ_lên|mau|khẩn_cấp',
  police: 'công_an|cảnh_sát|113|trực_ban|mấy_anh|các_anh',
  come: 'tới|đến|lên|xuống|qua|vô|ra',
} as const;

/** How one word is written when a phone, a hurry or an age writes it. Left: letters without marks. */
export const spellings: Record<string, string> = {
  ...spell('cứu', 'kiu kuu kuw ciu kiuu kuwu cuus cuuws cuwus cuusw cuwsu cuuw kuus'),
  ...spell('giúp', 'zup dup jup zupp giusp dzup'),
  ...spell('với', 'vs zoi dzoi zs vowi dzowi zowi zoii dzoii vzoi'),
  ...spell('không', 'ko k kg hong hok khum hem kh kong hk'),
  ...spell('tôi', 'toy toai tooi tuoi'),
  ...spell('tui', 'tuy'),
  ...spell('tao', 't'),
  ...spell('mình', 'mik mk mh mjh'),
  ...spell('em', 'e'),
  ...spell('anh', 'a'),
  ...spell('chồng', 'ck'),
  ...spell('vợ', 'vk'),
  ...spell('người yêu', 'ny'),
  ...spell('người ta', 'ngta nta'),
  ...spell('người', 'ng'),
  ...spell('đánh', 'oanh uynh quanh uanh'),
  ...spell('muốn', 'mun mu0n'),
  ...spell('đang', 'dag dg'),
  ...spell('bị', 'bj'),
  ...spell('rồi', 'r ui rui roai roy'),
  ...spell('help', 'hepl hlep halp helpme'),
};

function spell(word: string, forms: string): Record<string, string> {
  return Object.fromEntries(forms.split(' ').map((form) => [form, word]));
}

/** Bare words that are words of their own: in a text with marks they are not the marked word with its marks forgotten. */
export const ownBareWords =
  'chay danh tu mau dam ket lua do ga con me ba cha ma ca la an em nha hai bon mang dau'.split(' ');

/** Words that phones and hurries often leave without their tone alone: "cưu", "cươp". Of most others the toneless form is another word. */
export const oftenToneless = 'cứu cướp giật đuổi lửa đánh cưỡng muốn người rượt'.split(' ');

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

/** Things one asks help with. With one of these a cry for "giúp" or "cứu" is a request, not a cry. */
export const taskWords = [
  'thủ_tục|hồ_sơ|giấy!|giấy_tờ|căn_cước|cccd|cmnd|hộ_chiếu|passport|visa|đăng_ký|đăng_kí|khai!|khai_báo|mẫu|form|biểu_mẫu|tờ_khai|ct01|hộ_khẩu|tạm_trú|thường_trú|tạm_vắng|lưu_trú|nhập_khẩu|vneid|lý_lịch|lệ_phí|phí!|biển_số|bằng_lái|gplx|lịch!|hẹn!|đơn!|app|ứng_dụng|web|tài_khoản|mật_khẩu|đăng_nhập|otp|mã!|lỗi!|cài!|cài_đặt|tải!|mất_mạng|mạng_yếu|mạng_chậm|mạng_lag|rớt_mạng|wifi|zalo|link|file|scan|bài_tập|bài!|deadline|nộp!|online|định_danh|xác_nhận|xác_thực|công_chứng|con_dấu|pccc|khai_sinh|khai_tử|kết_hôn|ly_hôn|pháp_lý|luật|tư_vấn|hướng_dẫn|chỉ!|hỏi!|trả_lời|giải_đáp|cho_hỏi|hỏi_thăm|tải_app|cài_app|cài_đặt|làm_đơn|nộp_hồ_sơ|gửi_lại|kiểm_tra|xem!|tra_cứu|tìm_hiểu|điền|làm_lại|đổi!|cấp_lại|cấp_đổi|cấp_mới|gia_hạn|duyệt|chuyển!|chỉnh|sửa!|cập_nhật|đặt!|phản_ánh|góp_ý|kiến_nghị|đề_nghị|giải_quyết|xem_xét|xử_lý|can_thiệp|nhắc_nhở|dẹp!|bài_viết|thông_tin|số_điện_thoại|địa_chỉ|nghèo|từ_thiện|khó_khăn|ủng_hộ|quyên_góp|quỹ!|trẻ_em_khó_khăn|gửi!|xin_việc|việc_làm|vay!|tiền!|tiền_điện|hóa_đơn|extension|passport|register|registration|license|document|documents|fill|extend|apply|application',
  'tách|hộ!|khẩu|sổ!|kt1|kt2|kt3|antt|lltp|đktt|dktt|thẻ|biển!|biển_xe|xe_cũ|sang_tên|chủ_hộ|cầm_đồ|khắc|dấu!|khách|ở_trọ|nhà_trọ|phòng_trọ|chủ_trọ|chủ_nhà|tố_giác|tố_cáo|khiếu_nại|trình_báo|báo_tin|hết_hạn|sắp_hết|ngày_sinh|định_danh|nghĩa_vụ|phải_làm_gì|cần_gì|bao_nhiêu|thế_nào|mấy_giờ|số_mấy|được_không|có_phải|có_bị|có_cần|làm_sao|ma_túy|đánh_bạc|lừa_đảo|cắt_khẩu|rút|trả|đóng|sinh_viên|xe_máy|ô_tô|niên_hạn|bằng_lái|hạng|thẩm_định|thẩm_duyệt|nghiệm_thu|thiết_kế|bằng_b2|bằng_a1|dữ_liệu|nhập_học|học_lái',
  'làm ~1 căn_cước|thẻ|giấy|hồ_sơ|hộ_chiếu|đơn',
  'gặp|nói_chuyện|liên_hệ|kết_nối|chuyển_máy|nối_máy ~2 cán_bộ|nhân_viên|tư_vấn_viên|người_thật|admin|người_trực|người_phụ_trách',
];
