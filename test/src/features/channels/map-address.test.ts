import { expect, test } from 'vitest';
import { mapAddress } from '../../../../src/features/channels/map-address.rules.ts';

const unit = { name: 'Công an phường Tây Thạnh', address: null, office: null };

test('the map is asked for the office’s point, else for name and address, and for nothing that nobody knows', () => {
  expect(mapAddress({ ...unit, address: '200 Lê Trọng Tấn', office: { lat: 10.81, lng: 106.62 } })).toBe(
    'https://www.google.com/maps/search/?api=1&query=10.81%2C106.62',
  );
  expect(decodeURIComponent(mapAddress({ ...unit, address: '200 Lê Trọng Tấn' }) ?? '')).toContain(
    'query=Công an phường Tây Thạnh, 200 Lê Trọng Tấn',
  );
  expect(mapAddress(unit)).toBeNull();
});
