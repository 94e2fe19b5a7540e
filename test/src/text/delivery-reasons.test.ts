import { expect, test } from 'vitest';
import { oaErrors } from '../../../server/zalo/oa-errors.rules.ts';
import { deliveryReasonText } from '../../../src/text/vi-desk-reasons.ts';

test('a parked message says in plain words where it was tried and what stood in the way', () => {
  expect(deliveryReasonText('oa-group: zalo -237; oa-officers: no officer in their window')).toBe(
    'Nhóm trực ban của đơn vị: nhóm đã bị khóa hoặc hết hạn (Zalo -237). Nhắn riêng cán bộ: chưa cán bộ nào nhắn OA trong 48 giờ qua',
  );
  expect(deliveryReasonText('parent-group: zalo -999')).toBe('Nhóm của cấp trên: Zalo từ chối (mã -999)');
  expect(deliveryReasonText('zalo -217')).toBe('người nhận đã chặn tin của OA (Zalo -217)');
  expect(deliveryReasonText('webhook: http 503')).toBe(
    'Hệ thống của đơn vị: bên nhận trả lời lỗi (HTTP 503)',
  );
  expect(deliveryReasonText('read back: zalo -201')).toBe(
    'Chưa đọc lại được cuộc trò chuyện: Zalo không nhận nội dung này (Zalo -201)',
  );
});

test('every number that Zalo is known to answer with has words of its own', () => {
  const unsaid = oaErrors.filter(({ code }) => deliveryReasonText(`zalo ${code}`).includes('mã'));
  expect(unsaid).toEqual([]);
});

test('what nobody has put into words is shown as it is', () => {
  expect(deliveryReasonText('something new')).toBe('something new');
  expect(deliveryReasonText('somewhere: something new')).toBe('somewhere: something new');
});
