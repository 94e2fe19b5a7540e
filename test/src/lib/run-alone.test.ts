import { expect, test, vi } from 'vitest';
import { keptText } from '../../../src/lib/kept-text.ts';
import { runAlone } from '../../../src/lib/run-alone.ts';

const phones = [
  { phone: 'a phone with locks', withoutLocks: false },
  { phone: 'a phone without locks', withoutLocks: true },
];

test.each(phones)(
  'on $phone only one of two does the work, and the next one may',
  async ({ withoutLocks }) => {
    if (withoutLocks) vi.stubGlobal('navigator', {});
    let finish = () => {};
    let hasBegun = false;
    const done: string[] = [];
    const first = runAlone('send', async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
        hasBegun = true;
      });
      done.push('first');
    });
    await vi.waitUntil(() => hasBegun);

    const second = await runAlone('send', async () => void done.push('second'));
    finish();

    expect([await first, second]).toEqual([true, false]);
    expect(await runAlone('send', async () => void done.push('third'))).toBe(true);
    expect(done).toEqual(['first', 'third']);
    vi.unstubAllGlobals();
  },
);

test('a window that was closed in the middle holds nobody up for long', async () => {
  vi.stubGlobal('navigator', {});
  keptText.setItem('lease:send', JSON.stringify({ owner: 'gone', until: Date.now() - 1 }));
  expect(await runAlone('send', async () => undefined)).toBe(true);

  keptText.setItem('lease:send', '{"owner":');
  expect(await runAlone('send', async () => undefined)).toBe(true);
  expect(keptText.getItem('lease:send')).toBeNull();
  vi.unstubAllGlobals();
});
