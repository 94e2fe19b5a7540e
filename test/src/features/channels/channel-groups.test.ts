import { expect, test } from 'vitest';
import { groupUnits, searchUnits } from '../../../../src/features/channels/channel-groups.rules.ts';
import { unitsOf } from '../../../support/pack-units.ts';

test('the units of 2021 fall into the district, six teams and eleven wards by name', async () => {
  const { units } = (await unitsOf('tan-phu')).portal();
  const { area, teams, wards } = groupUnits(units);
  expect([area.length, teams.length, wards.length]).toEqual([1, 6, 11]);
  expect(area[0]?.type).toBe('district');
  expect(wards[0]?.shortName).toBe('Hiệp Tân');
  expect(wards[10]?.shortName).toBe('Tây Thạnh');
});

test('the units of 2025 are led by the city', async () => {
  const { area } = groupUnits((await unitsOf('tan-phu-2025')).portal().units);
  expect(area.map(({ type }) => type)).toEqual(['city']);
});

test.each([
  ['phu tho hoa', ['phu-tho-hoa']],
  ['PHÚ THỌ', ['phu-tho-hoa']],
  ['dang ky xe', ['doi-csgt']],
  ['con dấu', ['doi-qlhc']],
  ['sân bay', []],
])('a search for “%s” finds %j', async (query, ids) => {
  const { units } = (await unitsOf('tan-phu')).portal();
  expect(searchUnits(units, query).map(({ id }) => id)).toEqual(ids);
});
