import { expect, test } from 'vitest';
import {
  placeUnitId,
  pointFinding,
  receivingUnit,
} from '../../../../src/features/send-tip/receiving-unit.rules.ts';
import { unitsOf } from '../../../support/pack-units.ts';
import { karaokeDraft } from './draft-builder.ts';

const units = await unitsOf('tan-phu');
const portal = units.portal();

/** The draft after the phone has told where it is and the server has said whose ground that is. */
const located = (
  lat: number,
  lng: number,
  accuracyM: number | null,
  more: Parameters<typeof karaokeDraft>[0] = {},
) =>
  karaokeDraft({
    point: { lat, lng, accuracyM },
    location: units.locate({ lat, lng, accuracyM: accuracyM ?? 0 }),
    address: '',
    ...more,
  });

test('a point inside a ward decides, whatever ward the link named', () => {
  const draft = located(10.812798, 106.622345, 15, { unitId: 'phu-trung' });
  expect(receivingUnit(draft, portal)?.id).toBe('tay-thanh');
  expect(placeUnitId(draft, portal)).toBe('tay-thanh');
});

test('near a border nobody receives it until the person has said which side', () => {
  const undecided = located(10.77482575997844, 106.63345245888354, 15, { unitId: 'tay-thanh' });
  expect(pointFinding(undecided)).toMatchObject({ kind: 'side' });
  expect(receivingUnit(undecided, portal)).toBeNull();
  expect(receivingUnit({ ...undecided, unitId: 'hiep-tan' }, portal)?.name).toBe('Công an phường Hiệp Tân');
});

test('at the edge of the area with one ward of ours nothing is asked, and the edge is said', () => {
  const draft = located(10.824968713442422, 106.62778793947611, 20);
  expect(pointFinding(draft)).toMatchObject({ kind: 'inside', isAtEdge: true, unit: { id: 'tay-thanh' } });
});

test('outside, the one who takes it anyway is named, not the ward of the link', () => {
  const draft = located(10.85, 106.7, 15);
  expect(pointFinding(draft).kind).toBe('outside');
  expect(receivingUnit(draft, portal)?.id).toBe('ca-quan');
});

test('a vague point leaves the choice to the person', () => {
  const draft = located(10.812798, 106.622345, 501, { unitId: 'son-ky' });
  expect(pointFinding(draft)).toEqual({ kind: 'vague', accuracyM: 501 });
  expect(receivingUnit(draft, portal)?.id).toBe('son-ky');
});

test('a point of unknown accuracy, as Zalo gives it, is used', () => {
  expect(pointFinding(located(10.812798, 106.622345, null)).kind).toBe('inside');
});

test('a case without a place goes to the chosen ward, also when a point was taken before', () => {
  const draft = located(10.812798, 106.622345, 15, { isNowhere: true, unitId: 'son-ky' });
  expect(receivingUnit(draft, portal)?.id).toBe('son-ky');
});

test('a complaint about officers is shown as going to the unit above, and the server is told the place', () => {
  const draft = karaokeDraft({ categoryId: 'phan-anh-can-bo' });
  expect(receivingUnit(draft, portal)).toEqual({ id: 'ca-quan', name: 'Công an quận Tân Phú – TP.HCM' });
  expect(placeUnitId(draft, portal)).toBe('tay-thanh');
});

test('a chosen ward that is no more receives nothing', () => {
  expect(receivingUnit(karaokeDraft({ unitId: 'phuong-da-mat' }), portal)).toBeNull();
});

test.each(portal.tipCategories.map(({ id }) => id))(
  'for %s the unit on the check screen is the one the server chooses',
  (category) => {
    for (const draft of [
      karaokeDraft({ categoryId: category }),
      located(10.812798, 106.622345, 15, { categoryId: category }),
      located(10.77482575997844, 106.63345245888354, 15, { categoryId: category, unitId: 'phu-thanh' }),
      located(10.85, 106.7, 15, { categoryId: category }),
      located(10.812798, 106.622345, 2_000, { categoryId: category, unitId: 'son-ky' }),
    ]) {
      const { point } = draft;
      const chosen = units.chooseUnit({
        category,
        place: point && { lat: point.lat, lng: point.lng, accuracyM: point.accuracyM ?? 0 },
        ...(placeUnitId(draft, portal) !== null && { unitId: placeUnitId(draft, portal) ?? '' }),
      });
      expect(receivingUnit(draft, portal)?.id).toBe(chosen.unit.id);
    }
  },
);
