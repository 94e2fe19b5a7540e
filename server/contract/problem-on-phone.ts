/** Problems that the phone also says by itself, before it asks: apart, so that it need not carry the words of all others. */
export const problemsOnPhone = {
  unauthenticated: { status: 401, title: 'Cần mã tra cứu hoặc đăng nhập để xem nội dung này.' },
  photo_too_large: { status: 413, title: 'Ảnh quá lớn. Vui lòng chọn ảnh khác hoặc chụp lại.' },
} as const;
