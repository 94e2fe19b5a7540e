/** The words of urgent-phrases.ts as they are written: which stand for each other, and how a hurry, a phone or an age spells them. */

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
