import { expect, test } from 'vitest';
import {
  followUnit,
  listWards,
  readWardHint,
  searchWards,
  withoutWardHint,
} from '../../../../src/features/ward/ward.rules.ts';
import { unitsOf } from '../../../support/pack-units.ts';

test.each([
  ['?w=tay-thanh&src=qr', 'tay-thanh'],
  ['?src=qr&w=%20Tay-Thanh%20', 'tay-thanh'],
  ['?env=TESTING&version=3', null],
  ['?w=', null],
  ['?w=../../etc', null],
  ['?w=<script>', null],
  [`?w=${'a'.repeat(61)}`, null],
  ['', null],
])('the link %j hints at %j', (search, ward) => {
  expect(readWardHint(search)).toBe(ward);
});

test("a followed hint leaves the address, Zalo's own words stay", () => {
  expect(withoutWardHint('?w=tay-thanh&src=qr')).toBe('');
  expect(withoutWardHint('?env=TESTING&w=tay-thanh&version=3')).toBe('?env=TESTING&version=3');
});

const today = await unitsOf('tan-phu-2025');
const portal = (await unitsOf('tan-phu')).portal();

test('wards stand in the order of the Vietnamese alphabet, and district and teams are not among them', () => {
  expect(listWards(portal).map(({ shortName }) => shortName)).toEqual([
    'Hiệp Tân',
    'Hòa Thạnh',
    'Phú Thạnh',
    'Phú Thọ Hòa',
    'Phú Trung',
    'Sơn Kỳ',
    'Tân Quý',
    'Tân Sơn Nhì',
    'Tân Thành',
    'Tân Thới Hòa',
    'Tây Thạnh',
  ]);
});

test('a ward is found by a part of its name without marks; nothing typed finds all', () => {
  const wards = listWards(portal);
  expect(searchWards(wards, 'phu th').map(({ id }) => id)).toEqual(['phu-thanh', 'phu-tho-hoa']);
  expect(searchWards(wards, ' TÂY ').map(({ id }) => id)).toEqual(['tay-thanh']);
  expect(searchWards(wards, '  ')).toHaveLength(11);
  expect(searchWards(wards, 'xyz')).toEqual([]);
});

test('a ward that is no more leads to its only heir, and says so', () => {
  expect(followUnit({ ok: true, value: today.get('hiep-tan') })).toEqual({
    unitId: 'phu-thanh',
    notice: {
      kind: 'moved',
      formerName: 'Công an phường Hiệp Tân',
      unitName: 'Công an phường Phú Thạnh',
    },
  });
});

test('a ward that was divided chooses nothing and asks, the greater part first', () => {
  const answer = followUnit({ ok: true, value: today.get('tan-quy') });
  expect(answer.unitId).toBeNull();
  expect(answer.notice).toMatchObject({
    kind: 'divided',
    formerName: 'Công an phường Tân Quý',
    heirs: [{ id: 'phu-tho-hoa' }, { id: 'tan-son-nhi' }],
  });
});

test('a ward of today is taken without a word', () => {
  expect(followUnit({ ok: true, value: today.get('tay-thanh') })).toEqual({
    unitId: 'tay-thanh',
    notice: null,
  });
});

test('an id nobody ever had is told apart from a server that could not be asked', () => {
  const unknown = {
    kind: 'refused' as const,
    code: 'unit_not_found' as const,
    title: '',
    status: 404,
    requestId: null,
    issues: [],
    retryAfterMs: null,
  };
  expect(followUnit({ ok: false, problem: unknown }).notice).toEqual({ kind: 'unknown-link' });
  expect(followUnit({ ok: false, problem: { kind: 'offline' } }).notice).toEqual({ kind: 'lookup-failed' });
});
