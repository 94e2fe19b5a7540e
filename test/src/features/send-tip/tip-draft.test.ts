import { expect, test } from 'vitest';
import { hasKeptDraft, keptDraftKey } from '../../../../src/features/send-tip/kept-draft.ts';
import {
  emptyDraft,
  isUntouched,
  readDraft,
  removeDraft,
  writeDraft,
} from '../../../../src/features/send-tip/tip-draft.ts';
import { createMemoryStore } from '../../../../src/lib/kept-text.ts';
import { karaokeDraft } from './draft-builder.ts';

test('a draft comes back after a reload with its words, its photos and its key', () => {
  const store = createMemoryStore();
  const draft = karaokeDraft({ photos: [{ id: 'p-1', photoId: null }] });

  writeDraft(store, draft);

  expect(readDraft(store)).toEqual(draft);
  expect(hasKeptDraft(store)).toBe(true);
});

test('a form in which nothing stands is not kept, even when a link has named its ward', () => {
  const store = createMemoryStore();
  const draft = { ...emptyDraft('k'), unitId: 'tay-thanh', wardHint: 'tay-thanh' };

  expect(isUntouched(draft)).toBe(true);
  writeDraft(store, { ...draft, description: 'Có' });
  expect(hasKeptDraft(store)).toBe(true);
  writeDraft(store, draft);
  expect(hasKeptDraft(store)).toBe(false);
});

test('a discarded draft leaves nothing', () => {
  const store = createMemoryStore();
  writeDraft(store, karaokeDraft());
  removeDraft(store);
  expect(readDraft(store)).toBeUndefined();
});

test.each([
  ['{"key":"k","descr'],
  ['null'],
  ['7'],
  ['{}'],
  [JSON.stringify({ ...karaokeDraft(), photos: null })],
  [JSON.stringify({ ...karaokeDraft(), kind: 'rumour' })],
  [JSON.stringify({ ...karaokeDraft(), description: 5 })],
])('a draft cut off or of another shape (%s) is not taken up', (text) => {
  const store = createMemoryStore();
  store.setItem(keptDraftKey, text);
  expect(readDraft(store)).toBeUndefined();
});
