import { expect, test } from 'vitest';
import { countTipsOnPhone, readDraftIndex } from '../../../../src/features/send-tip/kept-draft.ts';
import { toNewTip } from '../../../../src/features/send-tip/tip-draft.rules.ts';
import {
  emptyDraft,
  isUntouched,
  mayTakeOverWard,
  readDraft,
  readDrafts,
  removeDraft,
  writeDraft,
} from '../../../../src/features/send-tip/tip-draft.ts';
import { createMemoryStore } from '../../../../src/lib/kept-text.ts';
import { unitsOf } from '../../../support/pack-units.ts';
import { karaokeDraft } from './draft-builder.ts';

test('several drafts come back after a reload, each with its words, its photos and its key', () => {
  const store = createMemoryStore();
  const one = karaokeDraft({ photos: [{ id: 'p-1', photoId: null }] });
  const other = karaokeDraft({ id: 'd-2', key: 'k-2', description: 'Một chuyện khác.' });

  writeDraft(store, one);
  writeDraft(store, other);

  expect(readDrafts(store)).toEqual({ 'd-1': one, 'd-2': other });
  expect(countTipsOnPhone(store)).toEqual({ written: 2, waiting: 0, setback: 0, unsaved: 0 });
});

test('a form in which nothing stands is not kept, even when a link has named its ward', () => {
  const store = createMemoryStore();
  const draft = { ...emptyDraft('d', 'k'), unitId: 'tay-thanh', wardHint: 'tay-thanh' };

  expect(isUntouched(draft)).toBe(true);
  writeDraft(store, { ...draft, description: 'Có' });
  expect(readDraftIndex(store)).toHaveLength(1);
  writeDraft(store, draft);
  expect(readDraftIndex(store)).toEqual([]);
});

test('home is told which drafts wait for a line and which need the person again', async () => {
  const store = createMemoryStore();
  const tip = toNewTip(karaokeDraft(), (await unitsOf('tan-phu')).portal());
  writeDraft(store, karaokeDraft({ outgoing: { since: '2026-11-24T00:00:00.000Z', tip } }));
  writeDraft(store, karaokeDraft({ id: 'd-2', needsLook: true }));

  expect(countTipsOnPhone(store)).toMatchObject({ written: 0, waiting: 1, setback: 1 });
  writeDraft(store, karaokeDraft());
  expect(countTipsOnPhone(store)).toMatchObject({ written: 1, waiting: 0 });
});

test('the app’s ward becomes the draft’s until the person has said where it was', () => {
  const fresh = emptyDraft('d', 'k');
  expect(mayTakeOverWard(fresh)).toBe(true);
  const hinted = { ...fresh, wardHint: 'tay-thanh', unitId: 'tay-thanh' };
  expect(mayTakeOverWard(hinted)).toBe(true);
  expect(mayTakeOverWard({ ...hinted, unitId: 'son-ky' })).toBe(false);
  expect(mayTakeOverWard({ ...hinted, address: 'Chợ' })).toBe(false);
});

test('a discarded draft leaves nothing', () => {
  const store = createMemoryStore();
  writeDraft(store, karaokeDraft());
  removeDraft(store, 'd-1');
  expect(readDraft(store, 'd-1')).toBeUndefined();
  expect(readDraftIndex(store)).toEqual([]);
});

test.each([
  ['{"key":"k","descr'],
  ['null'],
  ['7'],
  ['{}'],
  [JSON.stringify({ ...karaokeDraft(), photos: null })],
  [JSON.stringify({ ...karaokeDraft(), kind: 'rumour' })],
  [JSON.stringify({ ...karaokeDraft(), description: 5 })],
])('a draft cut off or of another shape (%s) is not taken up, and the others are', (text) => {
  const store = createMemoryStore();
  writeDraft(store, karaokeDraft());
  writeDraft(store, karaokeDraft({ id: 'd-2' }));
  store.setItem('tip-draft-2:d-2', text);
  expect(Object.keys(readDrafts(store))).toEqual(['d-1']);
});

test('an index cut off costs no more than itself', () => {
  const store = createMemoryStore();
  store.setItem('tip-drafts-2', '[{"id":"d-1","ma');
  expect(readDrafts(store)).toEqual({});
  writeDraft(store, karaokeDraft());
  expect(Object.keys(readDrafts(store))).toEqual(['d-1']);
});
