import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { StaffOas } from '#contract/oas.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { testDatabases } from '../../support/databases.ts';
import { staffKey } from '../../support/desk.ts';
import { actAtOa, hourMs, movableClock, patience } from '../../support/forwarding.ts';
import { noisyKaraoke, readReceipt, startTestPortal, type TestPortal } from '../../support/portal.ts';

const unit = 'tay-thanh';

/** Zalo has switched the webhook off, as it does after two hours without an answer; or somebody has switched it on again. */
function setWebhook(dataDir: string, state: 'on' | 'off'): void {
  const zalo = new SqliteDatabase(path.join(dataDir, 'sandbox', 'sandbox.sqlite'));
  zalo
    .prepare(
      'insert into settings (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
    )
    .run('webhook.oa', state);
  zalo.close();
}

const isSilent = async (portal: TestPortal): Promise<boolean | undefined> => {
  const answer = await portal.ask(staffKey('admin', unit), 'GET', '/api/staff/oas');
  return ((await answer.json()) as StaffOas).items[0]?.isSilent;
};

describe.each(testDatabases)('what was said while Zalo’s webhook was off, on $engine', (engine) => {
  test('is found in the conversations, takes effect once, and shows that something is wrong', async () => {
    const place = await engine.place();
    const clock = movableClock();
    const before = await startTestPortal({ place, now: clock.now });
    const consentVersion = (await before.portal()).consent.version;
    const { code } = await readReceipt(await before.sendTip(noisyKaraoke({ consentVersion })));
    await expect.poll(() => before.messages(unit), patience).toHaveLength(1);
    await actAtOa(before, { unit, user: 'lan', event: 'user_send_text', text: 'trước khi mất webhook' });
    const database = openDatabase(place);
    const said = () =>
      database.kysely
        .selectFrom('webhook_events')
        .select(['name', 'source', 'state'])
        .where('name', 'like', 'user_send_%')
        .orderBy('event_at')
        .execute();
    const bySource = async (source: string) =>
      (await said()).filter((event) => event.source === source && event.state === 'done');
    await expect.poll(() => bySource('oa'), patience).toHaveLength(1);
    expect(await isSilent(before)).toBe(false);

    setWebhook(place.dataDir, 'off');
    clock.move(hourMs);
    for (const event of [
      { user: 'lan', event: 'user_send_text', text: 'cho tôi hỏi' },
      { user: 'minh', event: 'user_send_location', lat: 10.81, lng: 106.62 },
      { user: 'minh', event: 'user_send_sticker' },
      { user: `truc-ban-1:${unit}`, event: 'user_send_group_text', group: 'duty', text: 'chào cả nhà' },
    ]) {
      await actAtOa(before, { unit, ...event });
    }
    expect(await said()).toHaveLength(1);
    await before.stop();

    clock.move(3 * hourMs);
    const after = await startTestPortal({ place, now: clock.now });
    await expect.poll(() => bySource('look'), patience).toHaveLength(4);
    expect((await bySource('look')).map(({ name }) => name)).toEqual([
      'user_send_text',
      'user_send_location',
      'user_send_sticker',
      'user_send_group_text',
    ]);
    expect(await isSilent(after)).toBe(true);
    expect(code).toMatch(/^TB-/);
    await after.stop();

    // Looked at again, and brought by the webhook after all, it stays what it is.
    clock.move(hourMs);
    setWebhook(place.dataDir, 'on');
    const again = await startTestPortal({ place, now: clock.now });
    await actAtOa(again, { unit, user: 'lan', event: 'user_send_text', text: 'sau khi bật lại' });
    await expect.poll(() => bySource('oa'), patience).toHaveLength(2);
    await expect.poll(() => isSilent(again), patience).toBe(false);
    expect(await said()).toHaveLength(6);
    await database.close();
  });
});
