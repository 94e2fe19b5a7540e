import { expect, test } from 'vitest';
import { createKeptText, createMemoryStore, keptTextPrefix } from '../../../src/lib/kept-text.ts';

test('two Mini Apps on the same origin do not read each other', () => {
  const shared = createMemoryStore();
  const ours = createKeptText(keptTextPrefix('/zapps/123/bao-tin'), () => shared);
  const theirs = createKeptText(keptTextPrefix('/zapps/456/'), () => shared);

  ours.setItem('tip-draft', 'lời kể');

  expect(ours.getItem('tip-draft')).toBe('lời kể');
  expect(theirs.getItem('tip-draft')).toBeNull();
  expect(keptTextPrefix('/')).toBe('zalo-an-ninh:web:');
});

test('a phone that forbids storage remembers for as long as the page is open', () => {
  const kept = createKeptText('p:', () => {
    throw new Error('SecurityError');
  });

  kept.setItem('ward', 'tay-thanh');
  expect(kept.getItem('ward')).toBe('tay-thanh');
  kept.removeItem('ward');
  expect(kept.getItem('ward')).toBeNull();
});

test('a full phone keeps the newest text in memory rather than the older one it has stored', () => {
  const store = createMemoryStore();
  let isFull = false;
  const kept = createKeptText('p:', () => ({
    ...store,
    setItem: (key, text) => {
      if (isFull) throw new Error('QuotaExceededError');
      store.setItem(key, text);
    },
  }));

  kept.setItem('draft', 'cũ');
  isFull = true;
  kept.setItem('draft', 'mới');
  expect(kept.getItem('draft')).toBe('mới');

  isFull = false;
  kept.setItem('draft', 'mới nhất');
  expect(kept.getItem('draft')).toBe('mới nhất');
  expect(store.getItem('p:draft')).toBe('mới nhất');
});
