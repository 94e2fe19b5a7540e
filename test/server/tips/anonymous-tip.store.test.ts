import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Session } from '#contract/citizens.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { testDatabases } from '../../support/databases.ts';
import { unitOf } from '../../support/desk.ts';
import { dumpStore, knownToZalo } from '../../support/dumps.ts';
import { hiddenWords, phonePhoto } from '../../support/photos.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

/** What a proxy or a phone may say of the sender: documentation addresses, so that they are nobody's. */
const address = '203.0.113.77';
const networkHeaders = {
  'X-Forwarded-For': address,
  Forwarded: `for=${address}`,
  'X-Real-IP': address,
  'User-Agent': 'ZEBRA-PHONE',
};

describe.each(testDatabases)('an anonymous tip, on $engine', (engine) => {
  test('leaves nothing of its sender in any table, file or line of the log', async () => {
    const lines: string[] = [];
    const place = await engine.place();
    const portal = await startTestPortal({
      place,
      log: (line) => lines.push(line),
      environment: { RATE_LIMITS: 'on', TRUSTED_PROXIES: '127.0.0.1' },
    });
    const consentVersion = (await portal.portal()).consent.version;
    const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
      portal.post(path, body, { ...networkHeaders, 'Idempotency-Key': randomUUID(), ...headers });
    const tip = (changes: object) => noisyKaraoke({ consentVersion, anonymous: true, ...changes });

    // A follower of the ward's OA, who has a chat there and is signed in on this phone.
    await post('/sandbox/api/events', { unit: 'tay-thanh', user: 'ZEBRA-SENDER', event: 'follow' });
    const accessToken = await portal.accessToken('ZEBRA-SENDER');
    const session = (await (await post('/api/session', { zaloAccessToken: accessToken })).json()) as Session;
    const photo = await portal.sendPhoto(await phonePhoto(), 'ZEBRA-FILE.jpg');

    // Without anything, with a photo, and with the session that the app should not have sent.
    const plain = await readReceipt(await post('/api/tips', tip({})));
    const withPhoto = await readReceipt(await post('/api/tips', tip({ photoIds: [photo.id] })));
    const withSession = await readReceipt(
      await post('/api/tips', tip({}), { Authorization: `Bearer ${session.token}` }),
    );
    // What is refused must not be remembered either.
    await post('/api/tips', tip({ contact: { name: 'ZEBRA-NAME', phone: '0912345678' } }));
    for (const { code, receipt } of [plain, withPhoto, withSession]) {
      await unitOf(portal).ask(code, 'Ở số nhà bao nhiêu?');
      const authorization = { Authorization: `Receipt ${receipt}` };
      await post(`/api/tips/${code}/messages`, { text: 'Số 12', photoIds: [] }, authorization);
      await unitOf(portal).answer(code, 'Đã xử lý');
      await post(`/api/tips/${code}/rating`, { stars: 1, text: 'Chưa xong' }, authorization);
      await post(`/api/tips/${code}/reopen`, { reason: 'Chưa xong' }, authorization);
    }
    await expect.poll(async () => (await portal.messages('tay-thanh')).length).toBeGreaterThanOrEqual(3);
    const known = knownToZalo(place.dataDir, 'ZEBRA-SENDER');
    expect(known.length).toBeGreaterThanOrEqual(4);
    await portal.stop();

    const stored = await dumpStore(place);
    const log = lines.join('\n');
    expect(stored).toContain(plain.code);
    const receipts = [plain, withPhoto, withSession].map(({ receipt }) => receipt);
    const secrets = ['ZEBRA', address, '0912345678', accessToken, session.token];
    for (const secret of [...secrets, ...known, ...receipts, ...Object.values(hiddenWords)]) {
      expect(stored, secret).not.toContain(secret);
      expect(log, secret).not.toContain(secret);
    }
  });

  test('has no tie to the person in any row, and using no session leaves no mark on it', async () => {
    let at = new Date('2026-11-24T01:00:00.000Z');
    const place = await engine.place();
    const portal = await startTestPortal({ place, now: () => at });
    const consentVersion = (await portal.portal()).consent.version;
    const { token } = await portal.signIn('lan');
    at = new Date(at.getTime() + 60 * 60_000);

    const sent = await readReceipt(
      await portal.ask(`Bearer ${token}`, 'POST', '/api/tips', noisyKaraoke({ consentVersion })),
    );
    expect((await portal.ask(`Receipt ${sent.receipt}`, 'GET', `/api/tips/${sent.code}`)).status).toBe(200);

    const database = openDatabase(place);
    const session = await database.kysely
      .selectFrom('citizen_sessions')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(session.last_used_at).toBe(session.created_at);
    const tables = [
      'tips',
      'tip_history',
      'tip_owners',
      'tip_contacts',
      'photos',
      'idempotent_answers',
      'outbox_messages',
    ];
    for (const table of tables as 'tips'[]) {
      const rows = JSON.stringify(await database.kysely.selectFrom(table).selectAll().execute());
      expect(rows, table).not.toContain(session.citizen_id);
      expect(rows, table).not.toContain(session.token_digest);
    }
    await database.close();
  });
});
