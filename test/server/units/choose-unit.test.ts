import { describe, expect, test } from 'vitest';
import { loadPack } from '../../../server/content/pack.ts';
import { createUnitService } from '../../../server/features/units/unit.service.ts';
import { AppError } from '../../../server/http/app-error.ts';

const [of2021, of2025] = (await Promise.all([loadPack('tan-phu'), loadPack('tan-phu-2025')])).map((pack) =>
  createUnitService({ pack, oaIds: () => new Map(), miniAppId: null, isSandbox: true }),
);

/** Deep in Tây Thạnh, in both eras. */
const inTayThanh = { lat: 10.814265, lng: 106.620914, accuracyM: 10 };
/** In Tân Sơn Nhì of 2025, some 20 m from the border with Phú Thọ Hòa. */
const nearPhuThoHoa = { lat: 10.7959, lng: 106.62, accuracyM: 10 };
const benThanhMarket = { lat: 10.7725, lng: 106.698, accuracyM: 10 };
const inWords = { address: '200 Tây Thạnh' };

describe('a tip with a point', () => {
  test('goes to the ward the point lies in, whatever unit was chosen', () => {
    for (const unitId of ['son-ky', 'ca-quan', 'nowhere', undefined]) {
      expect(choose(of2021, { place: inTayThanh, unitId })).toBe('tay-thanh inside');
    }
  });

  test('goes, near a border, to the chosen unit if it is one of the candidates', () => {
    expect(choose(of2025, { place: nearPhuThoHoa, unitId: 'phu-tho-hoa' })).toBe('phu-tho-hoa near_border');
    expect(choose(of2025, { place: nearPhuThoHoa, unitId: 'tan-son-nhi' })).toBe('tan-son-nhi near_border');
  });

  test('goes, near a border, to the ward it lies in when the choice is none of the candidates', () => {
    for (const unitId of ['tay-thanh', 'ca-tphcm', 'nowhere', undefined]) {
      expect(choose(of2025, { place: nearPhuThoHoa, unitId })).toBe('tan-son-nhi near_border');
    }
  });

  test('goes, near a border, to the heir of a former ward that was chosen', () => {
    const nearTanPhu = { lat: 10.7785, lng: 106.6327, accuracyM: 500 };
    expect(choose(of2025, { place: nearTanPhu, unitId: 'hoa-thanh' })).toBe('tan-phu near_border');
    expect(choose(of2025, { place: nearTanPhu, unitId: 'hiep-tan' })).toBe('phu-thanh near_border');
  });

  test('goes, near a border, to the nearest heir of a divided ward that was chosen', () => {
    expect(choose(of2025, { place: nearPhuThoHoa, unitId: 'tan-quy' })).toBe('tan-son-nhi near_border');
    const southOfTheBorder = { ...nearPhuThoHoa, lat: 10.7956 };
    expect(choose(of2025, { place: southOfTheBorder, unitId: undefined })).toBe('phu-tho-hoa near_border');
    expect(choose(of2025, { place: southOfTheBorder, unitId: 'son-ky' })).toBe('tan-son-nhi near_border');
    // Tân Thới Hòa went to Phú Thạnh and Tân Phú, neither of which is near: the point decides.
    expect(choose(of2025, { place: nearPhuThoHoa, unitId: 'tan-thoi-hoa' })).toBe('tan-son-nhi near_border');
  });

  test('goes, outside, to the chosen unit, else to the root', () => {
    expect(choose(of2021, { place: benThanhMarket, unitId: 'tan-quy' })).toBe('tan-quy outside');
    expect(choose(of2025, { place: benThanhMarket, unitId: 'hiep-tan' })).toBe('phu-thanh outside');
    expect(choose(of2021, { place: benThanhMarket, unitId: 'nowhere' })).toBe('ca-quan outside');
    expect(choose(of2025, { place: benThanhMarket, unitId: 'tan-quy' })).toBe('ca-tphcm outside');
    expect(choose(of2025, { place: benThanhMarket, unitId: undefined })).toBe('ca-tphcm outside');
  });

  test('goes to the chosen unit when the fix is worse than 500 m', () => {
    expect(choose(of2021, { place: { ...inTayThanh, accuracyM: 500 }, unitId: 'tan-quy' })).toBe(
      'tay-thanh near_border',
    );
    expect(choose(of2021, { place: { ...inTayThanh, accuracyM: 501 }, unitId: 'tan-quy' })).toBe(
      'tan-quy no_point',
    );
    expect(choose(of2021, { place: { ...inTayThanh, accuracyM: 501 }, unitId: undefined })).toBe(
      'tay-thanh near_border',
    );
  });
});

describe('a tip without a point', () => {
  test.each([null, inWords])('goes to the chosen unit (place %j)', (place) => {
    expect(choose(of2021, { place, unitId: 'son-ky' })).toBe('son-ky no_point');
    expect(choose(of2021, { place, unitId: 'doi-csgt' })).toBe('doi-csgt no_point');
  });

  test('goes to the root when no unit was chosen', () => {
    expect(choose(of2021, { place: inWords, unitId: undefined })).toBe('ca-quan no_point');
  });

  test('goes to the one heir of a former unit', () => {
    expect(choose(of2025, { place: null, unitId: 'hoa-thanh' })).toBe('tan-phu no_point');
    expect(choose(of2025, { place: null, unitId: 'ca-quan' })).toBe('ca-tphcm no_point');
    expect(choose(of2025, { place: null, unitId: 'tay-thanh' })).toBe('tay-thanh no_point');
  });

  test('is sent back with the heirs named when the chosen ward was divided', () => {
    expect(refusal(of2025, { place: inWords, unitId: 'son-ky' })).toEqual({
      code: 'unit_divided',
      issues: [
        {
          path: ['unitId'],
          message:
            'Công an phường Sơn Kỳ nay thuộc: Công an phường Tân Sơn Nhì, Công an phường Tây Thạnh. Vui lòng chọn một đơn vị.',
        },
      ],
    });
  });

  test('is sent back when nobody ever had the id', () => {
    expect(refusal(of2025, { place: null, unitId: 'nowhere' })).toEqual({
      code: 'unit_unknown',
      issues: [{ path: ['unitId'], message: 'Không có đơn vị này. Vui lòng chọn lại phường.' }],
    });
  });
});

describe('a complaint about officers', () => {
  const category = 'phan-anh-can-bo';

  test('goes to the parent of the unit it is about', () => {
    expect(choose(of2021, { place: inTayThanh, unitId: undefined, category })).toBe('ca-quan inside');
    expect(choose(of2021, { place: null, unitId: 'doi-csgt', category })).toBe('ca-quan no_point');
    expect(choose(of2025, { place: null, unitId: 'hiep-tan', category })).toBe('ca-tphcm no_point');
  });

  test('stays with the root when it is about the root', () => {
    expect(choose(of2021, { place: null, unitId: 'ca-quan', category })).toBe('ca-quan no_point');
    expect(choose(of2021, { place: benThanhMarket, unitId: undefined, category })).toBe('ca-quan outside');
  });
});

test('a category that does not exist is refused by name', () => {
  expect(refusal(of2021, { place: null, unitId: undefined, category: 'khong-co' })).toMatchObject({
    code: 'category_unknown',
    issues: [{ path: ['category'] }],
  });
});

type Units = typeof of2021;
type Clues = {
  place: { lat: number; lng: number; accuracyM: number } | { address: string } | null;
  unitId: string | undefined;
  category?: string;
};

function choose(units: Units, clues: Clues): string {
  if (!units) throw new Error('no pack');
  const { unit, certainty } = units.chooseUnit({ category: 'trom-cap', ...clues });
  return `${unit.id} ${certainty}`;
}

function refusal(units: Units, clues: Clues): { code: string; issues: unknown } {
  try {
    throw new Error(`not refused: ${choose(units, clues)}`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, issues: error.issues };
  }
}
