import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../server/db/database.ts';
import { type HistoryEntry, insertHistoryEntry } from '../../../server/features/tips/tip-history.ts';
import { sealText } from '../../../server/secrets/sealing.ts';
import { loadOrMakeSecretKeys, parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { temporaryFolder, testDatabases } from '../../support/databases.ts';
import { unitOf } from '../../support/desk.ts';
import { noisyKaraoke, readReceipt, startTestPortal, testSecretKeys } from '../../support/portal.ts';

describe.each(testDatabases)('the history of a tip, on $engine', (engine) => {
  /** A tip with six entries, and the store it lies in, as somebody with the database's password has it. */
  const start = async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const consentVersion = (await portal.portal()).consent.version;
    const send = async () => {
      const sent = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
      await unitOf(portal).acknowledge(sent.code);
      await unitOf(portal).ask(sent.code, 'Ở số nhà bao nhiêu?');
      await portal.ask(`Receipt ${sent.receipt}`, 'POST', `/api/tips/${sent.code}/messages`, {
        text: 'Số 12',
        photoIds: [],
      });
      await unitOf(portal).answer(sent.code, 'Đã xử lý');
      return sent.code;
    };
    const database = openDatabase(place);
    const { kysely } = database;
    const idOf = async (code: string) =>
      (await kysely.selectFrom('tips').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id;
    const tipId = await idOf(await send());
    const keys = place.databaseUrl
      ? parseSecretKeys(testSecretKeys)
      : await loadOrMakeSecretKeys(place.dataDir);
    const verdict = async (id = tipId) => {
      const found = await portal.tips.verifyHistory(id);
      return found.isIntact ? found.entries : [found.sequence, found.reason];
    };
    return { portal, send, idOf, tipId, kysely, keys, verdict, close: () => database.close() };
  };

  test('is whole when nobody touched it, also after its words were erased', async () => {
    const { kysely, tipId, verdict, close } = await start();
    expect(await verdict()).toBe(6);

    await kysely.deleteFrom('tip_words').where('tip_id', '=', tipId).execute();
    await kysely.deleteFrom('tip_entry_words').where('tip_id', '=', tipId).execute();

    expect(await verdict()).toBe(6);
    await close();
  });

  test('is one chain when sender and unit write at the same moment, through two servers where there can be two', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const isShared = place.databaseUrl !== null;
    const other = isShared
      ? await startTestPortal({ place: { ...place, dataDir: temporaryFolder() } })
      : portal;
    const consentVersion = (await portal.portal()).consent.version;
    const { code, receipt } = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
    const rounds = 10;

    await Promise.all(
      [portal, other].flatMap((server) =>
        Array.from({ length: rounds }, (_, index) => [
          unitOf(server).ask(code, `Câu hỏi thứ ${index}`),
          server.ask(`Receipt ${receipt}`, 'POST', `/api/tips/${code}/messages`, {
            text: `Trả lời thứ ${index}`,
            photoIds: [],
          }),
        ]).flat(),
      ),
    );

    const database = openDatabase(place);
    const { id } = await database.kysely
      .selectFrom('tips')
      .select('id')
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    await database.close();
    expect(await portal.tips.verifyHistory(id)).toEqual({ isIntact: true, entries: 1 + 4 * rounds });
  });

  test('names the entry that was changed, whatever was changed of it', async () => {
    const { kysely, tipId, verdict, close } = await start();
    const changes = [
      { at: '2020-01-01T00:00:00.000Z' },
      { event: 'declined' },
      { actor: 'citizen' },
      { unit_id: 'son-ky' },
      { details: '{"status":"answered","staffId":"staff-2"}' },
      { previous_mac: 'start' },
      { mac: 'x' },
    ];
    for (const change of changes) {
      const at = kysely.selectFrom('tip_history').where('tip_id', '=', tipId).where('sequence', '=', 3);
      const before = await at.selectAll().executeTakeFirstOrThrow();
      const set = (values: Partial<typeof before>) =>
        kysely
          .updateTable('tip_history')
          .set(values)
          .where('tip_id', '=', tipId)
          .where('sequence', '=', 3)
          .execute();
      await set(change);
      expect(await verdict(), JSON.stringify(change)).toEqual([3, 'changed']);
      await set(before);
    }
    expect(await verdict()).toBe(6);
    await close();
  });

  test('names the place where an entry is missing, in the middle and at the end', async () => {
    const { kysely, send, idOf, tipId, verdict, close } = await start();
    const drop = (id: string, from: number) =>
      kysely.deleteFrom('tip_history').where('tip_id', '=', id).where('sequence', '=', from).execute();
    const other = await idOf(await send());

    await drop(tipId, 2);
    expect(await verdict()).toEqual([2, 'missing']);
    await drop(other, 6);
    expect(await verdict(other)).toEqual([6, 'tail_cut']);
    // Also when the tip's own count is put back to fit.
    await kysely.updateTable('tips').set({ history_sequence: 5 }).where('id', '=', other).execute();
    expect(await verdict(other)).toEqual([6, 'tail_cut']);
    await close();
  });

  test('shows a status that the history did not bring about', async () => {
    const { kysely, tipId, verdict, close } = await start();
    await kysely.updateTable('tips').set({ status: 'closed' }).where('id', '=', tipId).execute();
    expect(await verdict()).toEqual([6, 'status_changed']);
    await close();
  });

  if (!engine.showsTheRest) return;

  test('does not accept the entries of another tip', async () => {
    const { kysely, send, idOf, tipId, verdict, close } = await start();
    const other = await idOf(await send());
    await kysely.deleteFrom('tip_history').where('tip_id', '=', tipId).execute();
    const rows = await kysely.selectFrom('tip_history').selectAll().where('tip_id', '=', other).execute();
    await kysely
      .insertInto('tip_history')
      .values(rows.map((row) => ({ ...row, tip_id: tipId })))
      .execute();

    expect(await verdict()).toEqual([1, 'changed']);
    await close();
  });

  test('shows words that were swapped, moved, put in or written anew, even with the key', async () => {
    const { kysely, keys, tipId, verdict, close } = await start();
    const sealedAt = async (sequence: number) =>
      (
        await kysely
          .selectFrom('tip_entry_words')
          .select('sealed')
          .where('tip_id', '=', tipId)
          .where('sequence', '=', sequence)
          .executeTakeFirstOrThrow()
      ).sealed;
    const put = (sequence: number, sealed: string) =>
      kysely
        .updateTable('tip_entry_words')
        .set({ sealed })
        .where('tip_id', '=', tipId)
        .where('sequence', '=', sequence)
        .execute();
    const [third, fourth] = [await sealedAt(3), await sealedAt(4)];

    await put(3, fourth);
    await put(4, third);
    expect(await verdict()).toEqual([3, 'words_changed']);
    await put(3, third);
    await put(4, fourth);
    expect(await verdict()).toBe(6);

    const forged = (sequence: number) =>
      sealText(keys, `tip-entry-words:${tipId}:${sequence}`, JSON.stringify({ text: 'Khác hẳn', salt: 'x' }));
    await put(4, forged(4));
    expect(await verdict()).toEqual([4, 'words_changed']);
    await put(4, fourth);
    await kysely
      .insertInto('tip_entry_words')
      .values({ tip_id: tipId, sequence: 2, sealed: forged(2) })
      .execute();
    expect(await verdict()).toEqual([2, 'words_changed']);
    await close();
  });

  test('shows times for the reports, or a category, that the history does not tell', async () => {
    const { kysely, tipId, verdict, close } = await start();
    const times = kysely.updateTable('tip_times').where('tip_id', '=', tipId);
    const { acknowledged_at } = await kysely
      .selectFrom('tip_times')
      .selectAll()
      .where('tip_id', '=', tipId)
      .executeTakeFirstOrThrow();

    await times.set({ acknowledged_at: '2026-01-01T00:00:00.000Z' }).execute();
    expect(await verdict()).toEqual([6, 'times_changed']);
    await times.set({ acknowledged_at }).execute();
    expect(await verdict()).toBe(6);

    await kysely.updateTable('tips').set({ category: 'kien-nghi' }).where('id', '=', tipId).execute();
    expect(await verdict()).toEqual([6, 'times_changed']);
    await close();
  });

  test('cannot be forged without the server’s key', async () => {
    const { portal, kysely, tipId, close } = await start();
    await kysely
      .updateTable('tip_history')
      .set({ key_version: 'k9' })
      .where('tip_id', '=', tipId)
      .where('sequence', '=', 4)
      .execute();
    expect(await portal.tips.verifyHistory(tipId)).toEqual({
      isIntact: false,
      sequence: 4,
      reason: 'key_missing',
    });
    await close();
  });

  test('has room for an answer and for its end, however much the staff have noted', async () => {
    const { kysely, keys, tipId, close } = await start();
    const write = async (event: HistoryEntry['event'], sequence: number) => {
      const entry = { tipId, sequence, event, actor: 'unit', unitId: 'tay-thanh', details: {} } as const;
      await insertHistoryEntry(kysely, keys.newest, { ...entry, at: new Date().toISOString() });
    };

    await write('noted', 400);
    await expect(write('noted', 401)).rejects.toMatchObject({ code: 'messages_full' });
    await write('answered', 401);
    await write('closed', 500);
    await expect(write('closed', 501)).rejects.toMatchObject({ code: 'messages_full' });
    await close();
  });
});
