/** The sentences around a map at the desk. */
export const deskMapText = {
  alt: (place: string) => `Sơ đồ vị trí: ${place}`,
  north: 'B',
  closer: 'Phóng to sơ đồ',
  wider: 'Thu nhỏ sơ đồ',
  copy: 'Chép tọa độ',
  copied: 'Đã chép tọa độ.',
  copyFailed: 'Không chép được. Vui lòng ghi lại bằng tay.',
  outside: 'Mở bản đồ ngoài',
  outsideHint: 'Nếu mở, trang bản đồ bên ngoài sẽ biết tọa độ này.',
  failed: 'Chưa tải được sơ đồ phường.',
  retry: 'Tải lại sơ đồ',
  noLegalForce: 'Ranh giới để tham khảo, không có giá trị pháp lý.',
} as const;
