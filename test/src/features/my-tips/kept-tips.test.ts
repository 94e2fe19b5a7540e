import { expect, test } from 'vitest';
import { keptTipsMax, readKeptTips, writeKeptTips } from '../../../../src/features/my-tips/kept-tips.ts';
import { createMemoryStore } from '../../../../src/lib/kept-text.ts';

const tip = (number: number) => ({ code: `TB-${number}`, receipt: `SECRET${number}` });

test('codes kept on the phone are found again, and none leaves nothing behind', () => {
  const store = createMemoryStore();
  expect(readKeptTips(store)).toEqual([]);
  writeKeptTips(store, [tip(1), tip(2)]);
  expect(readKeptTips(store)).toEqual([tip(1), tip(2)]);
  writeKeptTips(store, []);
  expect(store.getItem('kept-tips-1')).toBeNull();
});

test.each(['', 'null', '{"code":"TB-1"}', '[{"code":"TB-1"}]', '[1,null]', '[{"code":"TB-1","recei'])(
  'what is cut off or not ours (%s) is no kept code',
  (text) => {
    const store = createMemoryStore();
    store.setItem('kept-tips-1', text);
    expect(readKeptTips(store)).toEqual([]);
  },
);

test('no more are read than the list asks the server for', () => {
  const store = createMemoryStore();
  writeKeptTips(
    store,
    Array.from({ length: keptTipsMax + 5 }, (_, index) => tip(index)),
  );
  expect(readKeptTips(store)).toHaveLength(keptTipsMax);
});
