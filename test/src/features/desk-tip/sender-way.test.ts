import { describe, expect, test } from 'vitest';
import type { SenderReach } from '#contract/sender-ways.ts';
import { senderWayText } from '../../../../src/features/desk-tip/sender-way.rules.ts';

const now = new Date('2026-11-24T03:00:00Z');
const nothing: SenderReach = { chat: null, notification: false, last: null };
const closed: SenderReach['chat'] = { window: 'closed', until: null, why: 'silent' };

describe('by which way an answer will reach its sender, as the desk says it', () => {
  test('an open chat is named with the time until which it is open', () => {
    const reach: SenderReach = {
      ...nothing,
      chat: { window: 'free', until: '2026-11-24T05:30:00Z', why: null },
      notification: true,
    };
    expect(senderWayText(reach, now)).toBe(
      'Đến thẳng khung chat Zalo của người báo (chat mở tới 12:30 hôm nay).',
    );
  });

  test('a closed chat says why, what goes instead, and why the last one did not come there', () => {
    const last = { way: 'notification', reason: 'zalo -217', at: '2026-11-23T05:30:00Z' } as const;
    const said = senderWayText({ chat: closed, notification: true, last }, now);
    expect(said).toContain('đã quá lâu họ không nhắn');
    expect(said).toContain('Zalo báo cho người báo là tin có cập nhật');
    expect(said).toContain('12:30 ngày 23/11/2026');
    expect(said).toContain('người nhận đã chặn tin của OA (Zalo -217)');
  });

  test('nothing is promised to a sender whom no way reaches', () => {
    expect(senderWayText(nothing, now)).toBe('Người báo đọc khi tự mở lại tin.');
    expect(senderWayText({ ...nothing, chat: closed }, now)).not.toContain('Zalo báo');
  });
});
