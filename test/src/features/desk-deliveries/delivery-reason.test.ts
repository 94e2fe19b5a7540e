import { expect, test } from 'vitest';
import { reasonText } from '../../../../src/features/desk-deliveries/delivery-reason.rules.ts';

test('a parked message says in plain words where it was tried and what stood in the way', () => {
  expect(reasonText('oa-group: zalo -237; oa-officers: no officer in their window')).toBe(
    'Nhóm trực ban của đơn vị: nhóm đã bị khóa hoặc hết hạn (Zalo -237). Nhắn riêng cán bộ: chưa cán bộ nào nhắn OA trong 48 giờ qua',
  );
  expect(reasonText('parent-group: zalo -999')).toBe('Nhóm của cấp trên: Zalo từ chối (mã -999)');
});

test('what nobody has put into words is shown as it is', () => {
  expect(reasonText('tip gone')).toBe('tip gone');
});
