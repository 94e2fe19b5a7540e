import { spoken, type Words } from './spoken.ts';

/** The sentences of choosing a ward. */
const vietnamese = {
  name: 'Chọn phường',
  heading: 'Bạn muốn liên hệ công an phường nào?',
  byPlace: 'Tìm theo vị trí của tôi',
  // Fixed: said before the place is asked for.
  placeNotice: 'Vị trí của bạn là dữ liệu cá nhân nhạy cảm, chỉ dùng để xác định phường xử lý và hỗ trợ bạn.',
  locating: 'Đang tìm vị trí của bạn…',
  inside: (unit: string) => `Bạn đang ở địa bàn ${unit}.`,
  nearBorder: 'Bạn đang ở gần ranh giới giữa các phường. Vui lòng chọn một đơn vị:',
  outside:
    'Vị trí của bạn nằm ngoài địa bàn phục vụ. Vui lòng chọn phường trong danh sách; khẩn cấp gọi 113.',
  imprecise: 'Vị trí lấy được chưa đủ chính xác. Vui lòng chọn phường trong danh sách.',
  declined: 'Bạn chưa cho phép lấy vị trí. Vui lòng chọn phường trong danh sách.',
  unavailable: 'Chưa lấy được vị trí. Vui lòng chọn phường trong danh sách.',
  search: 'Tìm tên phường',
  searchHint: 'Không cần gõ dấu',
  list: 'Danh sách công an phường',
  found: (count: number) => `Có ${count} đơn vị.`,
  none: (query: string) => `Không có phường nào tên “${query}”. Vui lòng thử tên khác.`,
  current: 'đang chọn',
  chooseThis: (unit: string) => `Chọn ${unit}`,
  failed: 'Chưa tải được danh sách phường.',
} as const;

export type WardText = Words<typeof vietnamese>;

/** In the language of the screens. */
export const wardText: WardText = spoken('wardText', vietnamese);
