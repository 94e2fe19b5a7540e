import { expect, test } from 'vitest';
import {
  type MessageDraft,
  readMessageDrafts,
  writeMessageDrafts,
} from '../../../../src/features/track-tip/message-draft.ts';
import { createMemoryStore } from '../../../../src/lib/kept-text.ts';

const written = (text: string): MessageDraft => ({ key: `key of ${text}`, text, photos: [] });

test('a message that is not sent is found again with its key, by its tip', () => {
  const store = createMemoryStore();
  writeMessageDrafts({ 'TB-1': written('Một'), 'TB-2': written('Hai') }, store);
  expect(readMessageDrafts(store)).toEqual({ 'TB-1': written('Một'), 'TB-2': written('Hai') });
});

test('an empty message is not kept, one of photos alone is', () => {
  const store = createMemoryStore();
  const photo = { ...written(''), photos: [{ id: 'a', photoId: null }] };
  expect(writeMessageDrafts({ 'TB-1': written(''), 'TB-2': photo }, store)).toEqual({ 'TB-2': photo });
  expect(writeMessageDrafts({ 'TB-2': written('') }, store)).toEqual({});
  expect(store.getItem('message-drafts-1')).toBeNull();
});

test('beyond ten the one that was touched longest ago goes', () => {
  const store = createMemoryStore();
  const drafts = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`TB-${index}`, written('Có')]));
  expect(Object.keys(writeMessageDrafts(drafts, store))).toEqual(Object.keys(drafts).slice(1));
});

test.each(['', 'null', '7', '{"TB-1":{"key":"a"}}', '{"TB-1":{"key":"a","text":"b","pho'])(
  'what is cut off or not ours (%s) is no message',
  (text) => {
    const store = createMemoryStore();
    store.setItem('message-drafts-1', text);
    expect(readMessageDrafts(store)).toEqual({});
  },
);
