import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../server/db/database.ts';
import { keyedDigest, parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { testDatabases } from '../../support/databases.ts';
import { dumpStore, knownToZalo } from '../../support/dumps.ts';
import { actAtOa, bindOfficer, hourMs, movableClock, patience } from '../../support/forwarding.ts';
import { noisyKaraoke, readReceipt, startTestPortal, testSecretKeys } from '../../support/portal.ts';
import { buildWebhooks } from './zalo-webhooks.ts';

const unit = 'tay-thanh';

describe.each(testDatabases)('who takes back their consent, on $engine', (engine) => {
  test('is in no table, file, queue or line of the log any more, by no id and by no trace of one', async () => {
    const lines: string[] = [];
    const place = await engine.place();
    const clock = movableClock();
    const portal = await startTestPortal({ place, now: clock.now, log: (line) => lines.push(line) });
    const database = openDatabase(place);
    const consentVersion = (await portal.portal()).consent.version;

    const lan = `Bearer ${(await portal.signIn('lan')).token}`;
    const tip = {
      ...noisyKaraoke({ consentVersion, anonymous: false }),
      contact: { name: 'Nguyễn Thị Lan' },
    };
    const sent = await readReceipt(await portal.ask(lan, 'POST', '/api/tips', tip));
    for (const event of [
      { unit, event: 'follow' },
      { unit, event: 'user_send_text', text: 'Cho tôi hỏi về tạm trú' },
      { unit, event: 'user_send_group_text', group: 'duty', text: 'chào cả nhà' },
      { unit: 'ca-quan', event: 'user_send_text', text: 'Xin chào' },
      { unit: 'ca-quan', event: 'unfollow' },
    ]) {
      await actAtOa(portal, { user: 'lan', ...event });
    }
    await bindOfficer(portal, place, { unit, user: 'lan', at: clock.now() });
    await actAtOa(portal, { unit, user: 'minh', event: 'user_send_text', text: 'Tôi là Minh' });
    const people = async () => (await database.kysely.selectFrom('oa_users').selectAll().execute()).length;
    await expect.poll(people, patience).toBe(3);
    const known = knownToZalo(place.dataDir, 'lan').filter((text) => text !== 'lan');
    expect(known).toHaveLength(4);

    await actAtOa(portal, { unit, user: 'lan', event: 'user.revoke.consent' });
    await expect.poll(people, patience).toBe(1);

    expect((await portal.ask(lan, 'GET', '/api/me/tips')).status).toBe(401);
    expect((await portal.viewTip(sent.code, sent.receipt)).status).toBe(200);
    for (const table of ['citizens', 'citizen_sessions', 'tip_owners', 'officer_bindings'] as const) {
      expect(await database.kysely.selectFrom(table).selectAll().execute(), table).toEqual([]);
    }
    const waiting = () =>
      database.kysely.selectFrom('webhook_events').selectAll().where('sealed', 'is not', null);
    await expect.poll(() => waiting().execute(), patience).toEqual([]);

    // Until Zalo has stopped sending again what was said before, one keyed digest says: no longer.
    const keyFile = path.join(place.dataDir, 'secret-keys');
    const { newest } = parseSecretKeys(
      place.databaseUrl ? testSecretKeys : (await readFile(keyFile, 'utf8')).trim(),
    );
    const [appUserId = '', , , ...oaUserIds] = knownToZalo(place.dataDir, 'lan');
    const oaIds = (await portal.portal()).units.flatMap(({ oaId }) => (oaId === null ? [] : [oaId]));
    const tombstone = keyedDigest(newest, 'webhook-digest', 'app-person', appUserId);
    const traces = [
      keyedDigest(newest, 'citizen-digest', appUserId),
      keyedDigest(newest, 'oa-user-digest', 'app', appUserId),
      ...oaIds.flatMap((oaId) =>
        oaUserIds.flatMap((userId) => [
          keyedDigest(newest, 'webhook-digest', 'person', oaId, userId),
          keyedDigest(newest, 'oa-user-digest', 'oa', oaId, userId),
        ]),
      ),
    ];
    const tombstones = () =>
      database.kysely.selectFrom('webhook_events').select('name').where('app_person_digest', '=', tombstone);
    expect(await tombstones().execute()).toEqual([{ name: 'user.revoke.consent' }]);
    clock.move(4 * hourMs);
    await buildWebhooks(database, { now: clock.now, handlers: {} }).service.sweep(clock.now());
    await database.close();
    await portal.stop();

    const stored = await dumpStore(place);
    expect(stored).toContain('tieng-on');
    for (const trace of [...known, 'Nguyễn Thị Lan', 'về tạm trú', ...traces, tombstone]) {
      expect(stored.includes(trace), trace).toBe(false);
      expect(lines.join('\n').includes(trace), trace).toBe(false);
    }
  });

  if (!engine.showsTheRest) return;

  test('and never had anything with us leaves everything as it is', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const minh = `Bearer ${(await portal.signIn('minh')).token}`;
    await actAtOa(portal, { unit, user: 'lan', event: 'user.revoke.consent' });
    const database = openDatabase(place);
    const done = () => database.kysely.selectFrom('webhook_events').select(['name', 'state']).execute();
    await expect.poll(done, patience).toEqual([{ name: 'user.revoke.consent', state: 'done' }]);
    expect((await portal.ask(minh, 'GET', '/api/me/tips')).status).toBe(200);
    await database.close();
  });
});
