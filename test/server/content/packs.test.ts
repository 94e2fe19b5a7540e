import { describe, expect, test } from 'vitest';
import { loadPack, productionProblems } from '../../../server/content/pack.ts';

const categoryIds = [
  'khan-cap',
  'chay-no',
  'ma-tuy',
  'trom-cap',
  'cuop-giat',
  'co-y-gay-thuong-tich',
  'lua-dao-mang',
  'cho-vay-nang-lai',
  'xam-hai-tre-em',
  'mua-ban-nguoi',
  'vu-khi-chay-no',
  'co-bac',
  'mai-dam',
  'tieng-on',
  'gay-roi',
  'giao-thong',
  'lan-chiem',
  'pccc-vi-pham',
  'cu-tru-vi-pham',
  'nguoi-mat-tich',
  'vat-nghi-bom',
  'kien-nghi',
  'phan-anh-can-bo',
  'hoi-thu-tuc',
];

describe('the organisation of 2021', () => {
  test('has one district, six teams and eleven wards under it', async () => {
    const pack = await loadPack('tan-phu');

    expect(pack.root).toMatchObject({ id: 'ca-quan', type: 'district', parentId: null });
    expect(countByType(pack.units)).toEqual({ district: 1, team: 6, ward: 11 });
    expect(
      pack.units.filter((unit) => unit.id !== 'ca-quan').every((unit) => unit.parentId === 'ca-quan'),
    ).toBe(true);
    expect(pack.units.find((unit) => unit.id === 'tay-thanh')).toMatchObject({
      name: 'Công an phường Tây Thạnh',
      shortName: 'Tây Thạnh',
    });
    expect(pack.wards.map((ward) => ward.slug).toSorted()).toEqual(
      pack.units
        .filter((unit) => unit.type === 'ward')
        .map((unit) => unit.id)
        .toSorted(),
    );
    expect(pack.former).toEqual([]);
  });

  test('knows that the borders of Hòa Thạnh and Phú Trung may lie 150 m off, the others 50 m', async () => {
    const pack = await loadPack('tan-phu');
    const errors = Object.fromEntries(pack.units.map((unit) => [unit.id, unit.borderErrorM]));

    expect(errors).toMatchObject({ 'hoa-thanh': 150, 'phu-trung': 150, 'tay-thanh': 50, 'son-ky': 50 });
    expect(Object.values(errors).filter((error) => error === 50)).toHaveLength(9);
  });

  test('names for each team the tips it usually takes on', async () => {
    const { tipCategories } = await loadPack('tan-phu');
    const routing = Object.fromEntries(tipCategories.map((category) => [category.id, category.routing]));

    expect(routing).toMatchObject({ 'ma-tuy': 'cqdt', 'giao-thong': 'doi-csgt', 'pccc-vi-pham': 'doi-pccc' });
  });
});

describe('the organisation since 2025', () => {
  test('has five wards under the city’s police, and nine named neighbours', async () => {
    const pack = await loadPack('tan-phu-2025');

    expect(pack.root).toMatchObject({ id: 'ca-tphcm', type: 'city' });
    expect(countByType(pack.units)).toEqual({ city: 1, ward: 5 });
    expect(pack.neighbours).toHaveLength(9);
  });

  test('lets every one of the eighteen old ids land on its heirs', async () => {
    const [old, now] = [await loadPack('tan-phu'), await loadPack('tan-phu-2025')];
    const heirs = Object.fromEntries(
      now.former.map((unit) => [unit.id, unit.heirs.map((heir) => `${heir.id} ${heir.share}`)]),
    );

    expect(Object.keys(heirs).toSorted()).toEqual(old.units.map((unit) => unit.id).toSorted());
    for (const id of ['ca-quan', 'doi-xdpt', 'doi-qlhc', 'doi-pccc', 'tha-hs', 'doi-csgt', 'cqdt']) {
      expect(heirs[id]).toEqual(['ca-tphcm whole']);
    }
    expect(heirs).toMatchObject({
      'tan-son-nhi': ['tan-son-nhi whole'],
      'tay-thanh': ['tay-thanh whole'],
      'son-ky': ['tan-son-nhi rest', 'tay-thanh part'],
      'tan-quy': ['phu-tho-hoa rest', 'tan-son-nhi part'],
      'tan-thanh': ['tan-phu rest', 'tan-son-nhi part', 'phu-tho-hoa part'],
      'phu-tho-hoa': ['phu-tho-hoa whole'],
      'phu-thanh': ['phu-thanh whole'],
      'phu-trung': ['tan-phu whole'],
      'hoa-thanh': ['tan-phu whole'],
      'hiep-tan': ['phu-thanh whole'],
      'tan-thoi-hoa': ['phu-thanh rest', 'tan-phu part'],
    });
  });

  test('dates the end of the old wards and of the district’s police', async () => {
    const { former } = await loadPack('tan-phu-2025');
    const ends = Object.fromEntries(former.map((unit) => [unit.id, unit.until]));

    expect(ends).toMatchObject({ 'son-ky': '2025-06-30', 'ca-quan': '2025-02-28', cqdt: '2025-02-28' });
  });
});

describe.each(['tan-phu', 'tan-phu-2025'])('the pack %s', (name) => {
  test('keeps the ids of all 24 tip categories', async () => {
    const { tipCategories } = await loadPack(name);

    expect(tipCategories.map((category) => category.id)).toEqual(categoryIds);
  });

  test('shows nothing of restricted tips to a group, and 300 letters of the others', async () => {
    const { tipCategories } = await loadPack(name);
    const restricted = tipCategories.filter((category) => category.restricted);

    expect(restricted.map((category) => category.id).toSorted()).toEqual([
      'mua-ban-nguoi',
      'phan-anh-can-bo',
      'xam-hai-tre-em',
    ]);
    for (const category of tipCategories) {
      expect(category.groupTextCharsMax, category.id).toBe(category.restricted ? 0 : 300);
    }
  });

  test('gives a fire two minutes and everything else fifteen', async () => {
    const { tipCategories } = await loadPack(name);

    for (const category of tipCategories) {
      expect(category.clock.acknowledgeMinutes, category.id).toBe(category.id === 'chay-no' ? 2 : 15);
    }
  });

  test('sends complaints about officers, and only those, to the parent unit', async () => {
    const { tipCategories } = await loadPack(name);

    expect(tipCategories.filter((category) => category.toParent).map((category) => category.id)).toEqual([
      'phan-anh-can-bo',
    ]);
  });

  test('has a placeholder number of its own for every unit, since duty phones are not public', async () => {
    const { units } = await loadPack(name);
    const hotlines = units.flatMap((unit) => unit.hotlines);

    expect(hotlines.every((hotline) => hotline.placeholder)).toBe(true);
    expect(new Set(hotlines.map((hotline) => hotline.phone)).size).toBe(units.length);
  });

  test('is not ready for production while its phones and retention periods are for show', async () => {
    const pack = await loadPack(name);

    const problems = productionProblems(pack);

    expect(problems.filter((problem) => problem.file === 'units.json')).toHaveLength(pack.units.length);
    expect(problems.filter((problem) => problem.file === 'retention.json')).toHaveLength(10);
  });

  test('names the emergency numbers, 113 first', async () => {
    const { emergencyNumbers } = await loadPack(name);

    expect(emergencyNumbers.map((each) => each.number)).toEqual(['113', '114', '115', '111', '112']);
  });

  test('asks for consent in a dated text that calls the place of a person sensitive', async () => {
    const { consent, privacy } = await loadPack(name);

    expect(consent.version).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(consent.text).toContain('vị trí của bạn là dữ liệu cá nhân nhạy cảm');
    expect(consent.text).not.toContain('---');
    for (const text of [consent.text, privacy]) {
      expect(text).toContain('91/2025/QH15');
      expect(text).toContain('356/2025/NĐ-CP');
      expect(text).toBe(text.normalize('NFC'));
    }
  });

  test('cannot be changed while the portal runs', async () => {
    const pack = await loadPack(name);
    const unit = pack.units[0];

    expect(() => Object.assign(unit ?? {}, { name: 'khác' })).toThrow(TypeError);
    expect(Object.isFrozen(pack.wards[0]?.geometry.coordinates[0])).toBe(true);
  });
});

function countByType(units: readonly { type: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of units) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
