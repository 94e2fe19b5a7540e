import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '#contract/limits.ts';
import { NewTip } from '#contract/tips.ts';
import { tipKinds } from '#contract/vocabulary.ts';
import {
  firstOpenStep,
  stepIssues,
  tidyPhone,
  type tipSteps,
  toNewTip,
} from '../../../../src/features/send-tip/tip-draft.rules.ts';
import { type DraftPhoto, emptyDraft, type TipDraft } from '../../../../src/features/send-tip/tip-draft.ts';
import { tipText } from '../../../../src/text/vi-tip.ts';
import { unitsOf } from '../../../support/pack-units.ts';
import { karaokeDraft } from './draft-builder.ts';

const portal = (await unitsOf('tan-phu')).portal();
const now = new Date('2026-11-23T16:30:00Z');
const issues = (step: (typeof tipSteps)[number], more: Partial<TipDraft>) =>
  stepIssues(step, karaokeDraft(more), portal, now);

test('an empty draft opens at the first step and a finished one at the check', () => {
  expect(firstOpenStep(emptyDraft('d', 'k'), portal, now)).toBe('loai-tin');
  expect(firstOpenStep(karaokeDraft(), portal, now)).toBe('kiem-tra');
  expect(firstOpenStep(karaokeDraft({ identity: null }), portal, now)).toBe('nguoi-gui');
});

test('kind and category are both asked for, and a category that is no more is asked for again', () => {
  expect(issues('loai-tin', { kind: null, categoryId: null })).toEqual({
    kind: tipText.kind.errorKind,
    category: tipText.kind.errorCategory,
  });
  expect(issues('loai-tin', { categoryId: 'da-bo' })).toEqual({ category: tipText.kind.errorCategory });
});

test('the words are counted without spaces at the ends and with composed letters', () => {
  expect(issues('noi-dung', { description: '   năm    ' }).description).toBe(tipText.story.errorShort(5));
  expect(issues('noi-dung', { description: 'ồn quá'.normalize('NFD') })).toEqual({});
  const longest = 'ộ'.repeat(limits.descriptionCharsMax);
  expect(issues('noi-dung', { description: longest.normalize('NFD') })).toEqual({});
  expect(issues('noi-dung', { description: `${longest}xy` }).description).toBe(tipText.story.errorLong(2));
});

test('a time must be said, may be unknown, and cannot lie ahead', () => {
  expect(issues('noi-dung', { time: null })).toEqual({ time: tipText.story.errorTime });
  expect(issues('noi-dung', { time: { kind: 'unknown' } })).toEqual({});
  expect(issues('noi-dung', { time: { kind: 'at', local: '' } })).toEqual({
    timeLocal: tipText.story.errorWhen,
  });
  // 23:30 in Việt Nam is now.
  expect(issues('noi-dung', { time: { kind: 'at', local: '2026-11-23T23:30' } })).toEqual({});
  expect(issues('noi-dung', { time: { kind: 'at', local: '2026-11-23T23:31' } })).toEqual({
    timeLocal: tipText.story.errorFuture,
  });
});

test('a place is a point, an address, or said not to exist; a ward is always needed', () => {
  expect(issues('dia-diem', { address: ' ' })).toEqual({ address: tipText.place.errorPlace });
  expect(issues('dia-diem', { address: '', isNowhere: true })).toEqual({});
  expect(issues('dia-diem', { unitId: null })).toEqual({ ward: tipText.place.errorWard });
  expect(issues('dia-diem', { isNowhere: true, unitId: null })).toEqual({ ward: tipText.place.errorWard });
  expect(issues('dia-diem', { address: 'x'.repeat(limits.addressCharsMax + 1) })).toEqual({
    address: tipText.place.errorAddressLong(limits.addressCharsMax),
  });
});

test('a vague point wants an address beside it', () => {
  const point = { lat: 10.8, lng: 106.6, accuracyM: 900 };
  expect(issues('dia-diem', { point, address: '' })).toEqual({ address: tipText.place.errorAddress });
  expect(issues('dia-diem', { point, address: 'Chợ Sơn Kỳ' })).toEqual({});
});

test('who leaves a contact leaves a name or a number that can be dialled; who stays anonymous nothing', () => {
  expect(issues('nguoi-gui', { identity: null })).toEqual({ identity: tipText.sender.errorIdentity });
  expect(issues('nguoi-gui', { identity: 'named' })).toEqual({
    contactPhone: tipText.sender.errorContact,
  });
  expect(issues('nguoi-gui', { identity: 'named', contactName: 'Bà Tư' })).toEqual({});
  expect(issues('nguoi-gui', { identity: 'named', contactPhone: '09123' })).toEqual({
    contactPhone: tipText.sender.errorPhone,
  });
  expect(issues('nguoi-gui', { identity: 'anonymous', contactPhone: '09123' })).toEqual({});
});

test('who sends with the Zalo account signs in first, and need not leave a contact', () => {
  expect(issues('nguoi-gui', { identity: 'account' })).toEqual({ identity: tipText.sender.errorSignIn });
  expect(issues('nguoi-gui', { identity: 'account', hasSignedIn: true })).toEqual({});
  expect(issues('nguoi-gui', { identity: 'account', hasSignedIn: true, contactPhone: '09123' })).toEqual({
    contactPhone: tipText.sender.errorPhone,
  });
  const tip = toNewTip(karaokeDraft({ identity: 'account', hasSignedIn: true }), portal);
  expect(tip).toMatchObject({ anonymous: false });
  expect(tip.contact).toBeUndefined();
});

test('a phone number is read as the server reads it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        '0912345678',
        '+84 912 345 678',
        '84912345678',
        '028.3812.3456',
        '0912',
        'abc',
        '+1 202',
      ),
      fc.constantFrom('', ' ', '-', '.'),
      (number, separator) => {
        const typed = ` ${number.split('').join(separator)} `;
        const onServer = NewTip.shape.contact.safeParse({ phone: typed });
        expect(tidyPhone(typed)).toBe(onServer.data?.phone);
      },
    ),
  );
});

test('an anonymous tip carries no contact, also when one was typed before', () => {
  const tip = toNewTip(karaokeDraft({ contactName: 'Bà Tư', contactPhone: '0912345678' }), portal);
  expect(tip.anonymous).toBe(true);
  expect(JSON.stringify(tip)).not.toMatch(/Tư|0912/);
});

test('only photos that are on the server go along, and a case without a place sends no point', () => {
  const tip = toNewTip(
    karaokeDraft({
      photos: [
        { id: 'a', photoId: '0b9c7f0e-5a52-4f0f-9e0a-3b8c1a2d4e5f' },
        { id: 'b', photoId: null },
      ],
      isNowhere: true,
      point: { lat: 10.8, lng: 106.6, accuracyM: 9 },
    }),
    portal,
  );
  expect(tip.photoIds).toEqual(['0b9c7f0e-5a52-4f0f-9e0a-3b8c1a2d4e5f']);
  expect(tip.place).toBeNull();
});

const words = fc.string({ unit: 'grapheme', maxLength: 60 });
const draftOfAnyone: fc.Arbitrary<TipDraft> = fc
  .record({
    kind: fc.option(fc.constantFrom(...tipKinds)),
    categoryId: fc.option(fc.constantFrom(...portal.tipCategories.map(({ id }) => id), 'khong-co')),
    description: fc.oneof(words, fc.string({ minLength: 3_990, maxLength: 4_010 })),
    time: fc.option(
      fc.oneof(
        fc.constant({ kind: 'now' as const, at: '2026-11-23T16:10:00.000Z' }),
        fc.constant({ kind: 'unknown' as const }),
        fc.record({ kind: fc.constant('at' as const), local: fc.constantFrom('', '2026-11-01T00:00', 'x') }),
      ),
    ),
    photos: fc.constant<DraftPhoto[]>([]),
    point: fc.option(
      fc.record({
        lat: fc.double({ min: -90, max: 90, noNaN: true }),
        lng: fc.double({ min: -180, max: 180, noNaN: true }),
        accuracyM: fc.option(fc.double({ min: 0, max: 100_000, noNaN: true })),
      }),
    ),
    address: fc.oneof(words, fc.constant('x'.repeat(301))),
    isNowhere: fc.boolean(),
    unitId: fc.option(fc.constantFrom('tay-thanh', 'khong-co')),
    identity: fc.option(fc.constantFrom('anonymous' as const, 'named' as const, 'account' as const)),
    hasSignedIn: fc.boolean(),
    contactName: words,
    contactPhone: fc.oneof(words, fc.constantFrom('0912345678', '+84912345678')),
  })
  .map((draft) => ({ ...emptyDraft('d', 'k'), ...draft }));

test('what the app lets through is what the server takes: no sender is sent back for the form', () => {
  let finished = 0;
  fc.assert(
    fc.property(draftOfAnyone, (draft) => {
      if (firstOpenStep(draft, portal, now) !== 'kiem-tra') return;
      finished += 1;
      const parsed = NewTip.safeParse(toNewTip(draft, portal));
      expect(parsed.error?.issues ?? []).toEqual([]);
    }),
    { numRuns: 4_000 },
  );
  expect(finished).toBeGreaterThan(5);
});

test('the same draft gives the same body, to the byte', () => {
  const draft = karaokeDraft({ identity: 'named', contactName: ' Bà  Tư ', contactPhone: '+84 912 345 678' });
  expect(JSON.stringify(toNewTip(draft, portal))).toBe(
    JSON.stringify(toNewTip(JSON.parse(JSON.stringify(draft)), portal)),
  );
});
