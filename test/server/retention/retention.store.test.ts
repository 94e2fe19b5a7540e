import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Report } from '#contract/reports.ts';
import { type Deletions, retentionKinds } from '#contract/retention.ts';
import { loadPack } from '../../../server/content/pack.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { deletionRecordStore } from '../../../server/features/retention/deletion-record.store.ts';
import type { RetentionPeriods } from '../../../server/features/retention/retention.rules.ts';
import { createRetention } from '../../../server/features/retention/retention.service.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { temporaryFolder, testDatabases } from '../../support/databases.ts';
import { deskOf, staffKey } from '../../support/desk.ts';
import { dumpStore } from '../../support/dumps.ts';
import { movableClock, patience } from '../../support/forwarding.ts';
import { chatOf } from '../../support/oa-chat.ts';
import { phonePhoto } from '../../support/photos.ts';
import { noisyKaraoke, readReceipt, startTestPortal, testSecretKeys } from '../../support/portal.ts';
import { sosDeskWith, sosOf } from '../../support/sos.ts';

const dayMs = 24 * 60 * 60_000;
const unit = 'tay-thanh';
const admin = staffKey('admin', 'ca-quan');
const photosIn = (dataDir: string): string[] =>
  readdirSync(path.join(dataDir, 'photos'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.includes('.'),
  );

describe.each(testDatabases)('what is over by the periods of the pack, on $engine', (engine) => {
  test('goes from tables, files and queue when its time has come; reports and histories stay as they were', async () => {
    const clock = movableClock();
    const place = await engine.place();
    const environment = { SECRET_KEYS: testSecretKeys };
    const portal = await startTestPortal({ place, environment, now: clock.now });
    const database = openDatabase(place);
    onTestFinished(() => database.close());
    const officer = deskOf(portal, 'officer', unit);
    const chief = deskOf(portal, 'commander', unit);
    const consentVersion = (await portal.portal()).consent.version;
    const lan = `Bearer ${(await portal.signIn('lan')).token}`;
    const send = async () => {
      const photo = await portal.sendPhoto(await phonePhoto());
      const tip = {
        ...noisyKaraoke({ consentVersion, anonymous: false, photoIds: [photo.id] }),
        contact: { name: 'Nguyễn Thị Lan', phone: '0912345678' },
      };
      return readReceipt(await portal.ask(lan, 'POST', '/api/tips', tip));
    };
    const [over, open] = [await send(), await send()];
    const second = await portal.sendPhoto(await phonePhoto());
    await officer.do(over.code, 'acknowledge');
    const more = { text: 'Nhà số 12, tầng hai', photoIds: [second.id] };
    await portal.ask(lan, 'POST', `/api/tips/${over.code}/messages`, more);
    await officer.do(over.code, 'draft-reply', { text: 'Đã nhắc nhở.' });
    await chief.do(over.code, 'approve-reply');
    const alert = await sosOf(portal).send({ unitId: unit, phone: '0987654321', text: 'Nhanh lên' });
    await sosDeskWith(portal, staffKey('officer', unit)).do(alert.id, 'close', { reason: 'false_alarm' });
    await chatOf(portal, unit, 'minh').ask('làm căn cước');
    const waiting = async () =>
      (
        await database.kysely
          .selectFrom('outbox_messages')
          .select('id')
          .where('finished_at', 'is', null)
          .execute()
      ).length;
    await expect.poll(waiting, patience).toBe(0);

    const period = new URLSearchParams({
      from: new Date(clock.now().getTime() - dayMs).toISOString(),
      to: new Date(clock.now().getTime() + 60_000).toISOString(),
    });
    const report = async () => {
      const made = await portal.ask(staffKey('commander', unit), 'GET', `/api/staff/reports?${period}`);
      return { ...((await made.json()) as Report), madeAt: '' };
    };
    clock.move(2 * 60_000);
    const reported = await report();
    const overId = await database.kysely
      .selectFrom('tips')
      .selectAll()
      .where('code', '=', over.code)
      .executeTakeFirstOrThrow();
    const sealedOf = async (table: 'tip_words' | 'tip_entry_words' | 'tip_contacts') =>
      (await database.kysely.selectFrom(table).selectAll().where('tip_id', '=', overId.id).execute()).map(
        ({ sealed }) => sealed,
      );
    const sealedContact = await sealedOf('tip_contacts');
    const sealedWords = [...(await sealedOf('tip_words')), ...(await sealedOf('tip_entry_words'))];
    const sealedSos = (await database.kysely.selectFrom('sos_words').selectAll().execute()).map(
      ({ sealed }) => sealed,
    );
    expect(sealedWords).toHaveLength(4);
    const files = photosIn(place.dataDir).length;

    // Nothing is over yet.
    await portal.eraseDue();
    expect((await officer.tip(over.code)).contact?.phone).toBe('0912345678');
    expect(photosIn(place.dataDir)).toHaveLength(files);

    clock.move(366 * dayMs);
    await portal.eraseDue();
    const without = await officer.tip(over.code);
    expect(without).toMatchObject({ contact: null, photoIds: [], photoCount: 0 });
    expect(without.description).toContain('karaoke');
    expect(without.history.flatMap(({ photoIds }) => photoIds)).toEqual([]);
    expect((await officer.tip(open.code)).contact?.phone).toBe('0912345678');
    expect(photosIn(place.dataDir).every((name) => !name.includes(second.id))).toBe(true);

    clock.move(366 * dayMs);
    await portal.eraseDue();
    expect(await officer.tip(over.code)).toMatchObject({ description: '', address: null, point: null });
    expect((await portal.viewTip(over.code, over.receipt)).status).toBe(404);
    expect((await portal.viewTip(open.code, open.receipt)).status).toBe(200);
    expect(await report()).toEqual(reported);
    expect(await portal.tips.verifyHistory(overId.id)).toMatchObject({ isIntact: true });

    const made = (await (await portal.ask(admin, 'GET', '/api/staff/deletions')).json()) as Deletions;
    const counts = Object.fromEntries(
      retentionKinds.map((kind) => [
        kind,
        made.items.filter((item) => item.kind === kind).reduce((sum, { count }) => sum + count, 0),
      ]),
    );
    expect(counts).toMatchObject({ tips: 1, contacts: 1, photos: 1, sos: 1, chats: 1 });
    for (const kind of ['deliveries', 'webhookEvents', 'answers'] as const)
      expect(counts[kind], kind).toBeGreaterThan(0);
    expect(made.items.every(({ reason, rule }) => reason === 'period' && rule !== null)).toBe(true);
    expect(made.periods.every(({ behind }) => !behind)).toBe(true);
    expect(await deletionRecordStore(database.kysely, parseSecretKeys(testSecretKeys)).verify()).toEqual({
      isIntact: true,
      entries: made.items.length,
    });

    await portal.stop();
    const dump = await dumpStore(place);
    for (const gone of [...sealedContact, ...sealedWords, ...sealedSos, overId.receipt_digest])
      expect(dump.includes(gone), gone).toBe(false);
    for (const table of ['chat_conversations', 'chat_answers', 'sos_positions'] as const)
      expect(await database.kysely.selectFrom(table).selectAll().execute(), table).toEqual([]);
  });

  test('is erased once by several servers at the same time, and its record is one whole chain', async () => {
    const clock = movableClock();
    const place = await engine.place();
    const environment = { SECRET_KEYS: testSecretKeys };
    const portal = await startTestPortal({ place, environment, now: clock.now });
    const others = place.databaseUrl
      ? await Promise.all(
          [1, 2].map(() =>
            startTestPortal({ place: { ...place, dataDir: temporaryFolder() }, environment, now: clock.now }),
          ),
        )
      : [];
    const consentVersion = (await portal.portal()).consent.version;
    const officer = deskOf(portal, 'officer', unit);
    const chief = deskOf(portal, 'commander', unit);
    const count = 12;
    for (let index = 0; index < count; index += 1) {
      const { code } = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
      await officer.do(code, 'draft-reply', { text: 'Đã nhắc nhở.' });
      await chief.do(code, 'approve-reply');
    }
    clock.move(731 * dayMs);
    await Promise.all([portal, ...others].map((server) => server.eraseDue()));
    const made = (await (await portal.ask(admin, 'GET', '/api/staff/deletions')).json()) as Deletions;
    const erased = made.items.filter(({ kind }) => kind === 'tips');
    expect(erased.reduce((sum, item) => sum + item.count, 0)).toBe(count);
    expect(made.items.map(({ sequence }) => sequence)).toEqual(
      made.items.map((_, index) => made.items.length - index),
    );
  });

  test('leaves no record where the erasing failed, and no erasure without its record', async () => {
    const database = await engine.open();
    const keys = parseSecretKeys(testSecretKeys);
    const clock = movableClock();
    const { retention: periods } = await loadPack('tan-phu');
    await database.kysely
      .insertInto('meta')
      .values(['a', 'b', 'c'].map((key) => ({ key, value: 'over' })))
      .execute();
    const left = async () =>
      (await database.kysely.selectFrom('meta').select('key').where('value', '=', 'over').execute()).length;
    let tries = 0;
    const retention = createRetention({
      database,
      keys,
      logger: pino({ level: 'silent' }),
      now: clock.now,
      periods,
      rules: [
        {
          kind: 'answers',
          batchMax: 1,
          async erase(transaction) {
            const row = await transaction
              .deleteFrom('meta')
              .where('key', 'in', (eb) =>
                eb.selectFrom('meta').select('key').where('value', '=', 'over').limit(1),
              )
              .returning('key')
              .executeTakeFirst();
            tries += 1;
            if (tries === 2) throw new Error('The power went.');
            return { count: row ? 1 : 0 };
          },
        },
      ],
    });
    const records = deletionRecordStore(database.kysely, keys);
    await retention.runOnce();
    expect([await left(), (await records.list(undefined, 10)).length]).toEqual([2, 1]);
    await retention.runOnce();
    expect([await left(), (await records.list(undefined, 10)).length]).toEqual([0, 3]);
    expect(await records.verify()).toEqual({ isIntact: true, entries: 3 });

    await database.kysely
      .updateTable('deletion_records')
      .set({ details: '{"kind":"answers","count":9,"rule":null}' })
      .where('sequence', '=', 2)
      .execute();
    expect(await records.verify()).toMatchObject({ isIntact: false, sequence: 2, reason: 'changed' });
    await database.kysely.deleteFrom('deletion_records').where('sequence', '>', 1).execute();
    expect(await records.verify()).toMatchObject({ isIntact: false, sequence: 2, reason: 'tail_cut' });
  });

  if (!engine.showsTheRest) return;

  test('is nobody’s to see but an administrator’s, and shows when nobody looks after it', async () => {
    const database = await engine.open();
    const clock = movableClock();
    const { retention } = await loadPack('tan-phu');
    const periods: RetentionPeriods = { ...retention, chats: { ...retention.chats, days: null } };
    const retained = createRetention({
      database,
      keys: parseSecretKeys(testSecretKeys),
      logger: pino({ level: 'silent' }),
      now: clock.now,
      periods,
      rules: (['sos', 'chats'] as const).map((kind) => ({
        kind,
        batchMax: 1,
        erase: async () => ({ count: 0 }),
      })),
    });
    expect(await retained.listBehind()).toEqual([]);
    await retained.runOnce();
    clock.move(dayMs + 60_000);
    expect(await retained.listBehind()).toEqual(['sos']);
    await retained.runOnce();
    expect(await retained.listBehind()).toEqual([]);
    const { periods: shown } = await retained.list(undefined);
    expect(shown.find(({ kind }) => kind === 'chats')).toMatchObject({ days: null, lookedAt: null });
  });
});
