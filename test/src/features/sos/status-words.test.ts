import { describe, expect, test } from 'vitest';
import type { SosReceipt, SosView } from '#contract/sos.ts';
import type { KeptAlert } from '../../../../src/features/sos/kept-alert.ts';
import { type SosState, viewOfReceipt } from '../../../../src/features/sos/sos-state.ts';
import { callFirstAt, historyWords, statusWords } from '../../../../src/features/sos/status-words.rules.ts';

const tayThanh = { id: 'tay-thanh', name: 'Công an phường Tây Thạnh' };
const sent: SosReceipt = {
  id: 'sos-1',
  code: '7K3M9Q',
  receipt: 'AAAA',
  unit: tayThanh,
  otherUnits: [],
  hotlines: [],
  status: 'stored',
  createdAt: '2026-11-24T07:03:00Z',
  acknowledgeBy: '2026-11-24T07:04:00Z',
};
const alert: KeptAlert = { key: 'k', body: {}, leftAt: sent.createdAt, sent, update: null };
const open = (change: Partial<SosView> = {}): SosState => ({
  kind: 'open',
  alert,
  view: { ...viewOfReceipt(sent, alert), ...change },
  isLost: false,
  seenAt: sent.createdAt,
  remark: null,
});
const headline = (state: SosState) => statusWords(state)?.headline;

describe('the screen says', () => {
  test('that nothing has left until the server has answered, and to call', () => {
    expect(headline({ kind: 'leaving', alert, failures: 0 })).toBe('Đang gửi…');
    expect(headline({ kind: 'leaving', alert, failures: 1 })).toBe('Chưa gửi được. Gọi 113 ngay.');
  });

  test('that no officer has it while it is only stored', () => {
    expect(headline(open())).toBe('Chưa tới nhóm trực ban Công an phường Tây Thạnh. Gọi 113.');
  });

  test('word for word what promise 10 allows once the group has it', () => {
    expect(headline(open({ forwardedTo: [{ unit: tayThanh, at: '2026-11-24T07:03:10Z' }] }))).toBe(
      'Đã vào nhóm trực ban Công an phường Tây Thạnh lúc 14:03, chưa có người nhận: gọi 113.',
    );
  });

  test('who has taken it up and when, and no more than that somebody is coming', () => {
    const acknowledged = { acknowledgedAt: '2026-11-24T07:04:00Z', acknowledgedBy: tayThanh };
    expect(headline(open(acknowledged))).toBe('Trực ban Công an phường Tây Thạnh đã nhận lúc 14:04.');
    expect(headline(open({ ...acknowledged, dispatchedAt: '2026-11-24T07:06:00Z' }))).toBe('Đang đến.');
  });

  test('how it ended, and that the server does not know it any more', () => {
    const over = (change: Partial<SosView>, isUnknown = false): SosState => ({
      kind: 'over',
      view: { ...viewOfReceipt(sent, alert), ...change },
      isUnknown,
    });
    expect(headline(over({ cancelledAt: '2026-11-24T07:05:00Z' }))).toBe('Bạn đã hủy lúc 14:05.');
    const closed = statusWords(over({ closedAt: '2026-11-24T07:30:00Z', closeReason: 'false_alarm' }));
    expect(closed).toMatchObject({ headline: 'Trực ban đã kết thúc tin lúc 14:30.' });
    expect(closed?.detail).toContain('báo nhầm');
    expect(headline(over({}, true))).toBe('Không còn tìm thấy tin đã gửi. Nếu vẫn cần giúp, hãy gọi 113.');
  });

  test('where it climbed because nobody took it up, in order', () => {
    const state = open({
      forwardedTo: [{ unit: tayThanh, at: '2026-11-24T07:03:10Z' }],
      climbs: [
        { step: 'commander', at: '2026-11-24T07:04:00Z' },
        { step: 'parent', at: '2026-11-24T07:05:00Z' },
      ],
    });
    expect(state.kind === 'open' && historyWords(state.view)).toEqual([
      'Đã vào nhóm trực ban Công an phường Tây Thạnh lúc 14:03.',
      'Chưa ai nhận nên đã báo chỉ huy lúc 14:04.',
      'Chưa ai nhận nên đã báo cấp trên lúc 14:05.',
    ]);
  });
});

describe('the call fills the screen', () => {
  test('from the first try that failed', () => {
    expect(callFirstAt({ kind: 'leaving', alert, failures: 0 })).toBeNull();
    expect(callFirstAt({ kind: 'leaving', alert, failures: 1 })).toBe(0);
  });

  test('when nobody has taken it up in a minute, and not once somebody has', () => {
    expect(callFirstAt(open())).toBe(Date.parse('2026-11-24T07:04:00Z'));
    expect(callFirstAt(open({ acknowledgedAt: '2026-11-24T07:03:30Z' }))).toBeNull();
  });
});
