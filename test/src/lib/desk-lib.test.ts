import { describe, expect, test } from 'vitest';
import { oneAtATime } from '../../../src/lib/one-at-a-time.ts';
import { createSseReader, type ServerEvent } from '../../../src/lib/sse.ts';
import { clockAheadMs, timeLeft } from '../../../src/lib/time-left.ts';
import { amountText } from '../../../src/text/vi-desk.ts';

const due = '2026-11-24T01:15:00.000Z';
const at = (time: string) => Date.parse(`2026-11-24T${time}Z`);

describe('the time that is left', () => {
  test.each([
    ['01:00:00', 15, 'calm'],
    ['01:09:59', 6, 'calm'],
    ['01:10:00', 5, 'soon'],
    ['01:14:59', 1, 'soon'],
    ['01:15:00', 0, 'late'],
    ['01:15:30', 0, 'late'],
    ['01:16:00', -1, 'late'],
  ])('at %s is %d minutes, %s', (time, minutes, level) => {
    const left = timeLeft(due, at(time));
    expect([left.minutes + 0, left.level]).toEqual([minutes, level]);
  });

  test('is said as people say it', () => {
    expect([0, 1, -59, 119, 120, 60 * 47, 60 * 48].map(amountText)).toEqual([
      '<1 phút',
      '1 phút',
      '59 phút',
      '119 phút',
      '2 giờ',
      '47 giờ',
      '2 ngày',
    ]);
  });

  test('is right also on a phone whose clock is wrong, to the minute', () => {
    const tip = { acknowledgeBy: due, minutesLeft: 10 };
    expect(clockAheadMs(tip, at('01:05:20'))).toBe(0);
    for (const wrong of ['00:00:00', '01:04:59', '01:06:00', '03:00:00']) {
      const now = at(wrong) + clockAheadMs(tip, at(wrong));
      expect(timeLeft(due, now).minutes, wrong).toBe(10);
    }
    expect(clockAheadMs({ ...tip, minutesLeft: null }, 0)).toBe(0);
  });
});

describe('the events of a stream', () => {
  const read = (...parts: string[]) => {
    const events: ServerEvent[] = [];
    const retries: number[] = [];
    const reader = createSseReader({
      onEvent: (event) => events.push(event),
      onRetry: (ms) => retries.push(ms),
    });
    for (const part of parts) reader.push(part);
    return { events, retries };
  };

  test('are read wherever the network cuts them', () => {
    const whole =
      'retry: 1500\n\n: beat\n\nid: 7\nevent: tip.new\ndata: {"code":"TB-1"}\n\nevent: ready\ndata: {}\n\n';
    const expected = [
      { id: '7', kind: 'tip.new', data: '{"code":"TB-1"}' },
      { id: '7', kind: 'ready', data: '{}' },
    ];
    for (let cut = 0; cut <= whole.length; cut += 1) {
      expect(read(whole.slice(0, cut), whole.slice(cut)), String(cut)).toEqual({
        events: expected,
        retries: [1500],
      });
    }
    expect(read(whole.replaceAll('\n', '\r\n')).events).toEqual(expected);
  });

  test('that are not whole are not told, and a line without end is refused', () => {
    expect(read('data: {"code"').events).toEqual([]);
    expect(read('data: a\ndata: b\n\n').events).toEqual([{ id: null, kind: 'message', data: 'a\nb' }]);
    expect(() => read('data: '.padEnd(1_100_000, 'x'))).toThrow(RangeError);
  });
});

describe('work that many ask for', () => {
  test('runs one at a time, and who asks meanwhile shares the next run', async () => {
    let running = 0;
    let runs = 0;
    const ask = oneAtATime(async () => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      runs += 1;
      return runs;
    }, 0);
    const answers = await Promise.all([ask(), ask(), ask(), ask()]);
    expect(answers).toEqual([1, 2, 2, 2]);
    expect(await ask()).toBe(3);
  });

  test('leaves a gap between two runs', async () => {
    const begun: number[] = [];
    const ask = oneAtATime(async () => begun.push(Date.now()), 40);
    await ask();
    await ask();
    expect((begun[1] ?? 0) - (begun[0] ?? 0)).toBeGreaterThanOrEqual(38);
  });

  test('is done again after a failure', async () => {
    let tries = 0;
    const ask = oneAtATime(async () => {
      tries += 1;
      if (tries === 1) throw new Error('no line');
      return tries;
    }, 0);
    await expect(ask()).rejects.toThrow('no line');
    expect(await ask()).toBe(2);
  });
});
