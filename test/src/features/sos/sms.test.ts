import { expect, test } from 'vitest';
import { smsOf } from '../../../../src/features/sos/sms.rules.ts';
import { smsAddress } from '../../../../src/platform/tel-link.ts';

const here = { lat: 10.8127984, lng: 106.6223451, accuracyM: 14.6, at: '2026-11-24T07:03:00Z' };
const nothing = { fix: null, situation: null, unitName: null, address: null };

test('the text message has what happens, where, how exactly, when, and a map to press', () => {
  expect(smsOf({ ...nothing, fix: here, situation: 'fire', unitName: 'Công an phường Tây Thạnh' })).toBe(
    'CUU GIUP (Zalo An ninh). Chay. Vi tri 10.81280,106.62235 sai so 15m luc 14:03. https://maps.google.com/?q=10.81280,106.62235',
  );
});

test('it fits one part of a text message also with the longest situation', () => {
  const longest = smsOf({ ...nothing, fix: { ...here, accuracyM: 2500 }, situation: 'domestic_violence' });
  expect(longest.length).toBeLessThanOrEqual(160);
  expect(longest).toMatch(/^[\x20-\x7e]+$/);
});

test('without a position it names the ward and the address, without marks', () => {
  const message = smsOf({
    ...nothing,
    unitName: 'Công an phường Phú Thọ Hòa',
    address: '12 đường Lê Trọng Tấn',
  });
  expect(message).toBe(
    'CUU GIUP (Zalo An ninh). Dia chi: 12 duong Le Trong Tan. Dia ban: Cong an phuong Phu Tho Hoa.',
  );
});

test('its link is read by Android and by iOS, and needs a number', () => {
  expect(smsAddress('0912 345 678', 'CUU GIUP. a&b')).toBe('sms:0912345678?&body=CUU%20GIUP.%20a%26b');
  expect(smsAddress('*101#', 'x')).toBeNull();
});
