import { expect, test } from 'vitest';
import type { TipView } from '#contract/tips.ts';
import { countNews, keepNews } from '../../../../src/features/track-tip/tip-news.rules.ts';

const at = '2026-11-24T07:07:00.000Z';
const unit = { id: 'tay-thanh', name: 'Công an phường Tây Thạnh' };

/** A tip whose entries after its arrival are the unit's, each with a message; `news` of them are new. */
function tipWith(entries: number, news: number): TipView {
  const sequences = Array.from({ length: entries }, (_, index) => index + 2);
  const isNew = (sequence: number) => sequence > entries + 1 - news;
  return {
    code: 'TB-7K3M9Q',
    kind: 'feedback',
    category: { id: 'tieng-on', name: 'Tiếng ồn' },
    unit,
    status: 'acknowledged',
    anonymous: true,
    restricted: false,
    description: 'Hát karaoke',
    address: null,
    photoIds: [],
    createdAt: at,
    updatedAt: at,
    acknowledgeBy: at,
    timeline: [
      { sequence: 1, at, event: 'received', unit, isNew: false },
      ...sequences.map(
        (sequence) => ({ sequence, at, event: 'message_unit', unit, isNew: isNew(sequence) }) as const,
      ),
    ],
    messages: sequences.map((sequence) => ({
      id: String(sequence),
      at,
      from: 'unit',
      text: 'Đang xử lý',
      photoIds: [],
      isNew: isNew(sequence),
    })),
    rating: null,
    can: { sendMessage: true, rate: false, reopen: false },
    reopensLeft: 2,
  };
}

test('what was new when the tip was opened stays marked when it is read again', () => {
  const again = keepNews(tipWith(2, 2), tipWith(3, 1));
  expect(again.timeline.map(({ isNew }) => isNew)).toEqual([false, true, true, true]);
  expect(again.messages.map(({ isNew }) => isNew)).toEqual([true, true, true]);
  expect(countNews(again)).toBe(3);
});

test('what was read before the tip was opened is not marked', () => {
  expect(countNews(keepNews(null, tipWith(2, 1)))).toBe(1);
  expect(countNews(keepNews(tipWith(2, 0), tipWith(3, 0)))).toBe(0);
});

test('an answer that a newer one has overtaken takes nothing off the screen', () => {
  const newer = tipWith(3, 1);
  expect(keepNews(newer, tipWith(2, 0))).toBe(newer);
});
