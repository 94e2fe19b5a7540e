import { describe, expect, test } from 'vitest';
import {
  type NoticeFacts,
  noticeCodesMax,
  noticeText,
} from '../../../server/features/clocks/clock-notice.rules.ts';

const facts: NoticeFacts = {
  step: 'remind',
  unitName: 'Công an phường Tây Thạnh',
  tips: [{ code: 'TB-7K3M9Q', startedAt: '2026-11-24T07:07:00.000Z', doneAt: '2026-11-24T07:17:00.400Z' }],
  at: '2026-11-24T07:17:00.400Z',
  publicUrl: 'https://an-ninh.example',
};
const whole = (changes: Partial<NoticeFacts> = {}) => {
  const { title, lines } = noticeText({ ...facts, ...changes });
  return [title, ...lines].join('\n');
};

describe('what a group is told when nobody has taken a tip up', () => {
  test('a reminder says which tip, for how long, whose it is and where to open it', () => {
    expect(whole()).toBe(
      [
        'NHẮC TIẾP NHẬN 14:17:00 · TB-7K3M9Q',
        'Chưa có người tiếp nhận sau 10 phút.',
        'Đơn vị: Công an phường Tây Thạnh',
        'Đề nghị trực ban mở tin và tiếp nhận.',
        'Mở bàn trực: https://an-ninh.example/desk/tips/TB-7K3M9Q',
      ].join('\n'),
    );
  });

  test('the commander and the unit above are addressed as such', () => {
    expect(whole({ step: 'commander' })).toMatch(/^KÍNH GỬI CHỈ HUY .*TB-7K3M9Q\n/);
    expect(whole({ step: 'commander' })).toContain('Đề nghị chỉ huy phân công người tiếp nhận ngay.');
    expect(whole({ step: 'parent' })).toMatch(/^CHUYỂN CẤP TRÊN .*TB-7K3M9Q\n/);
    expect(whole({ step: 'parent' })).toContain('Đơn vị: Công an phường Tây Thạnh');
  });

  test('several are one message that names each', () => {
    const tips = ['TB-222222', 'TB-333333', 'TB-444444'].map((code, minute) => ({
      code,
      startedAt: `2026-11-24T07:0${minute}:00.000Z`,
      doneAt: '2026-11-24T07:17:00.000Z',
    }));

    const text = whole({ tips });

    expect(text).toContain('· 3 TIN TB-222222 … TB-444444');
    expect(text).toContain('sau ít nhất 15 phút');
    expect(text).toContain('Mã tin: TB-222222, TB-333333, TB-444444');
    expect(text).toMatch(/Mở bàn trực: https:\/\/an-ninh\.example\/desk$/);
  });

  test('as many as it takes stay under Zalo’s 2,000 letters, whatever the names', () => {
    const tips = Array.from({ length: noticeCodesMax }, () => ({
      ...{ code: 'TB-7K3M9Q', startedAt: '2026-01-01T00:00:00.000Z' },
      doneAt: '2026-12-31T00:00:00.000Z',
    }));
    const longest = { unitName: 'ặ'.repeat(120), publicUrl: `https://${'x'.repeat(190)}` };
    for (const step of ['remind', 'commander', 'parent'] as const)
      expect(whole({ tips, step, ...longest }).length).toBeLessThan(2_000 - ' (gửi lại)'.length - 180);
  });

  test('a clock that was set back makes no negative minutes', () => {
    const [tip] = facts.tips;
    if (!tip) throw new Error('no tip');
    expect(whole({ tips: [{ ...tip, doneAt: '2026-11-24T06:00:00.000Z' }] })).toContain('sau 0 phút');
  });
});
