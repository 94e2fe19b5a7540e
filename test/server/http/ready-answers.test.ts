import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createReadyAnswers } from '../../../server/http/ready-answers.ts';
import { storedAnswer } from '../../../server/http/stored-answer.ts';

/** What is made anew says how often it was. */
function memory(limits?: { entriesMax: number; bytesMax: number }) {
  let [count, knownUntilMs, made] = [0, Number.POSITIVE_INFINITY, 0];
  const changes = { count: () => count, knownUntilMs: () => knownUntilMs };
  const answers = createReadyAnswers({ changes, now: () => new Date(), ...(limits ? { limits } : {}) });
  return {
    answers,
    change: () => {
      count += 1;
    },
    /** Nobody knows any more what other servers do. */
    lose: () => {
      knownUntilMs = performance.now();
    },
    async ask(key: string, more: { keptMsMax?: number; letters?: number } = {}): Promise<number> {
      const make = () => {
        made += 1;
        return storedAnswer({ made, padding: 'x'.repeat(more.letters ?? 0) });
      };
      const { body } = await answers.answer({ key, make, ...more });
      return (JSON.parse(String(Buffer.from(body))) as { made: number }).made;
    },
  };
}

describe('answers in memory', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance', 'Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('are made once for all who ask the same, until something changes', async () => {
    const { ask, change } = memory();
    expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual([1, 1, 2]);
    vi.advanceTimersByTime(30_000);
    expect([await ask('a'), await ask('b')]).toEqual([1, 2]);
    change();
    expect([await ask('a'), await ask('a')]).toEqual([3, 3]);
  });

  test('are no older than a second while nobody knows what other servers have changed', async () => {
    const { ask, lose } = memory();
    expect(await ask('a')).toBe(1);
    lose();
    vi.advanceTimersByTime(1_000);
    expect(await ask('a')).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await ask('a')).toBe(2);
    vi.advanceTimersByTime(900);
    expect(await ask('a')).toBe(2);
  });

  test('end by the clock where the clock ends them, and all after a minute', async () => {
    const { ask } = memory();
    expect([await ask('notices', { keptMsMax: 1_000 }), await ask('a')]).toEqual([1, 2]);
    vi.advanceTimersByTime(1_001);
    expect([await ask('notices', { keptMsMax: 1_000 }), await ask('a')]).toEqual([3, 2]);
    vi.advanceTimersByTime(59_000);
    expect(await ask('a')).toBe(4);
  });

  test('that were being made when something changed are given to those who asked before, and to nobody after', async () => {
    const { answers, change, ask } = memory();
    const gate = Promise.withResolvers<void>();
    const make = async () => {
      await gate.promise;
      return storedAnswer({ made: 0 });
    };
    const before = answers.answer({ key: 'a', make });
    change();
    const after = ask('a');
    gate.resolve();
    expect(String((await before).body)).toBe('{"made":0}');
    expect([await after, await ask('a')]).toEqual([1, 1]);
  });

  test('that could not be made are asked for again', async () => {
    const { answers, ask } = memory();
    const failing = answers.answer({ key: 'a', make: () => Promise.reject(new Error('the store is away')) });
    await expect(failing).rejects.toThrow('the store is away');
    expect(answers.size().entries).toBe(0);
    expect(await ask('a')).toBe(1);
  });

  test('never take more than their share of memory, whatever is asked, and those asked for most stay', async () => {
    const limits = { entriesMax: 100, bytesMax: 200_000 };
    const { answers, ask } = memory(limits);
    expect(await ask('asked by everybody')).toBe(1);
    for (let nr = 0; nr < 2_000; nr += 1) {
      await ask(`asked once ${nr}`, { letters: nr % 3_000 });
      expect(answers.size().entries).toBeLessThanOrEqual(limits.entriesMax);
      expect(answers.size().bytes).toBeLessThanOrEqual(limits.bytesMax);
      expect(await ask('asked by everybody')).toBe(1);
    }
    await ask('larger than all memory', { letters: 200_000 });
    expect(answers.size().bytes).toBeLessThanOrEqual(limits.bytesMax);
  });

  test('that nobody asks for any more are forgotten', async () => {
    const { answers, ask } = memory();
    await ask('a question with a name in it');
    vi.advanceTimersByTime(130_000);
    await ask('another');
    expect(answers.size().entries).toBe(1);
  });
});
