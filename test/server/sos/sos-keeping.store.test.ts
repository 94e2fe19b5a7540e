import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { limits } from '#contract/limits.ts';
import type { SosReceipt } from '#contract/sos.ts';
import { loadPack } from '../../../server/content/pack.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { createSosAudit } from '../../../server/features/sos/sos-audit.ts';
import { eraseOldAlerts } from '../../../server/features/sos/sos-erasure.ts';
import { appendHistory, type SosEntry } from '../../../server/features/sos/sos-history.ts';
import { loadOrMakeSecretKeys, parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { testDatabases } from '../../support/databases.ts';
import { staffKey } from '../../support/desk.ts';
import { patience } from '../../support/forwarding.ts';
import { freePort } from '../../support/free-port.ts';
import { startTestPortal, talkTo, testSecretKeys } from '../../support/portal.ts';
import { killServer, spawnServer } from '../../support/server-process.ts';
import { deepInTayThanh, sosDeskWith, sosOf } from '../../support/sos.ts';

const unit = 'tay-thanh';
const dayMs = 24 * 60 * 60_000;

describe.each(testDatabases)('what is kept of an alert, on $engine', (engine) => {
  test('goes after the pack’s period: words, phone and place; what happened when stays, in a whole chain', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const sos = sosOf(portal);
    const desk = sosDeskWith(portal, staffKey('officer', unit));
    const said = {
      place: { ...deepInTayThanh, address: 'Nhà số 7' },
      phone: '0912345678',
      text: 'Nhanh lên',
    };
    const [over, open] = [await sos.send(said), await sos.send(said)];
    for (const { id } of [over, open])
      await expect.poll(async () => (await desk.alert(id)).forwardedAt, patience).not.toBeNull();
    await desk.do(over.id, 'close', { reason: 'false_alarm', note: 'Trẻ nghịch' });
    const { days } = (await loadPack('tan-phu')).retention.sos;
    if (days === null) throw new Error('the demo pack has a period');
    const erase = async (afterDays: number) => {
      const database = openDatabase(place);
      const now = Date.now() + afterDays * dayMs;
      const due = { before: new Date(now - days * dayMs).toISOString(), at: new Date(now).toISOString() };
      await database.transact((transaction) => eraseOldAlerts(transaction, { ...due, count: 10 }));
      await database.close();
    };
    await erase(days - 1);
    expect((await desk.alert(over.id)).phone).toBe('0912345678');
    await erase(days + 1);
    const left = await desk.alert(over.id);
    expect(left).toMatchObject({
      ...{ phone: null, text: null, address: null, place: null, positions: [] },
      ...{ status: 'closed', closeReason: 'false_alarm' },
    });
    expect(left.history.map(({ event, text }) => [event, text]).at(-1)).toEqual(['closed', null]);
    expect((await desk.alert(open.id)).phone).toBe('0912345678');
    const verdicts = await chainsOf(place, [over.id, open.id]);
    expect(verdicts).toEqual([
      { isIntact: true, entries: 3 },
      { isIntact: true, entries: 2 },
    ]);
    expect(await dumpOf(place)).not.toMatch(new RegExp(`${over.id}[^\n]*10\\.8127`));
  });

  test('cannot be altered unseen: a status, an instant, a word, a missing end', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const receipt = await sosOf(portal).send({ unitId: unit, text: 'Nhanh lên' });
    const desk = sosDeskWith(portal, staffKey('officer', unit));
    await expect.poll(async () => (await desk.alert(receipt.id)).forwardedAt, patience).not.toBeNull();
    await desk.do(receipt.id, 'acknowledge');
    const other = await sosOf(portal).send({ unitId: unit, text: 'Tin khác' });
    const verdict = async () => (await chainsOf(place, [receipt.id]))[0];
    expect(await verdict()).toEqual({ isIntact: true, entries: 3 });
    const database = openDatabase(place);
    onTestFinished(() => database.close());
    const entries = await database.kysely
      .selectFrom('sos_history')
      .selectAll()
      .where('sos_id', '=', receipt.id)
      .orderBy('sequence')
      .execute();
    const second = entries[1];
    if (!second) throw new Error('no second entry');
    const change = (set: object) =>
      database.kysely
        .updateTable('sos_history')
        .set(set)
        .where('sos_id', '=', receipt.id)
        .where('sequence', '=', 2)
        .execute();
    for (const [column, value] of [
      ['at', '2026-01-01T00:00:00.000Z'],
      ['unit_id', 'son-ky'],
      ['event', 'acknowledged'],
      ['details', '{"status":"closed"}'],
    ] as const) {
      await change({ [column]: value });
      expect(await verdict(), column).toMatchObject({ isIntact: false, sequence: 2 });
      await change({ [column]: second[column] });
    }
    const words = await database.kysely
      .selectFrom('sos_words')
      .selectAll()
      .where('sos_id', 'in', [receipt.id, other.id])
      .execute();
    const [one, two] = words;
    if (!one || !two) throw new Error('no words');
    const swap = (sealed: string) =>
      database.kysely.updateTable('sos_words').set({ sealed }).where('sos_id', '=', receipt.id).execute();
    await swap(one.sos_id === receipt.id ? two.sealed : one.sealed);
    expect(await verdict()).toMatchObject({ isIntact: false, reason: 'words_changed' });
    await swap(one.sos_id === receipt.id ? one.sealed : two.sealed);
    expect(await verdict()).toEqual({ isIntact: true, entries: 3 });
    await database.kysely
      .deleteFrom('sos_history')
      .where('sos_id', '=', receipt.id)
      .where('sequence', '=', 3)
      .execute();
    expect(await verdict()).toMatchObject({ isIntact: false, sequence: 3 });
  });

  test('of where somebody went is bounded, and the first and the best place stay', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const sos = sosOf(portal);
    const receipt = await sos.send({ place: deepInTayThanh });
    const startMs = Date.now() - 20_000;
    const rounds = limits.sosFixesKeptMax / limits.sosFixesPerRequestMax + 2;
    for (let round = 0; round < rounds; round += 1) {
      const fixes = Array.from({ length: limits.sosFixesPerRequestMax }, (_, nr) => ({
        lat: 10.8128,
        lng: 106.6223,
        accuracyM: 40,
        at: new Date(startMs + round * limits.sosFixesPerRequestMax + nr).toISOString(),
      }));
      expect((await sos.try(receipt, 'positions', { fixes })).status).toBe(201);
    }
    const { positions, place } = await sosDeskWith(portal, staffKey('officer', unit)).alert(receipt.id);
    expect(positions).toHaveLength(limits.sosFixesKeptMax);
    expect(positions.map(({ at }) => at)).toContain(place?.at);
    expect(positions.map(({ at }) => at)).toContain(new Date(startMs).toISOString());
    expect(place?.accuracyM).toBe(15);
  });

  test('is every alert that was answered, and its message, when the server is killed in between', {
    timeout: 180_000,
  }, async () => {
    const place = await engine.place();
    const environment = {
      PORT: String(await freePort()),
      DATA_DIR: place.dataDir,
      ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl, SECRET_KEYS: testSecretKeys } : {}),
    };
    const answered: { key: string; receipt: SosReceipt }[] = [];
    let server = await spawnServer(environment);
    let nr = 0;
    // A phone that retries with the same key until it has its answer.
    const phone = async () => {
      while (nr < 60) {
        nr += 1;
        const key = randomUUID();
        for (;;) {
          try {
            const answer = await sosOf(talkTo(server.origin)).post({ place: deepInTayThanh }, key);
            if (answer.status === 201) {
              answered.push({ key, receipt: (await answer.json()) as SosReceipt });
              break;
            }
          } catch {
            // The server is gone for a moment.
          }
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    };
    const phones = Array.from({ length: 4 }, phone);
    for (let kill = 1; kill <= 2; kill += 1) {
      while (answered.length < kill * 20) await new Promise((resolve) => setTimeout(resolve, 2));
      await killServer(server.process);
      server = await spawnServer(environment);
    }
    await Promise.all(phones);
    const talk = talkTo(server.origin);
    const missing = async () => {
      const texts = (await talk.messages(unit)).map(({ text }) => text).join('\n');
      return answered.filter(({ receipt }) => !texts.includes(receipt.code)).length;
    };
    await expect.poll(missing, { timeout: 60_000, interval: 250 }).toBe(0);
    for (const { key, receipt } of answered)
      expect(await sosOf(talk).send({ place: deepInTayThanh }, key)).toEqual(receipt);
    const ids = answered.map(({ receipt }) => receipt.id);
    expect(new Set(ids).size).toBe(ids.length);
    const all = await sosDeskWith(talk, staffKey('officer', unit)).list();
    expect(all.items.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    await killServer(server.process);
  });

  if (!engine.showsTheRest) return;

  test('has room for its end, whatever was written before', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const { id: sosId } = await sosOf(portal).send({ unitId: unit });
    const database = openDatabase(place);
    onTestFinished(() => database.close());
    const keys = place.databaseUrl
      ? parseSecretKeys(testSecretKeys)
      : await loadOrMakeSecretKeys(place.dataDir);
    const write = async (event: SosEntry['event'], sequence: number) => {
      const entry = { sosId, sequence, event, actor: 'unit', unitId: unit, details: {} } as const;
      await appendHistory(database.kysely, keys, { ...entry, at: new Date().toISOString() }, {});
    };

    await write('dispatched', 290);
    await expect(write('dispatched', 291)).rejects.toMatchObject({ code: 'messages_full' });
    await write('closed', 291);
    await write('cancelled', 300);
    await expect(write('cancelled', 301)).rejects.toMatchObject({ code: 'messages_full' });
  });

  test('names nobody and no place in the log, whatever happens to it', async () => {
    const lines: string[] = [];
    const place = await engine.place();
    const portal = await startTestPortal({ place, log: (line) => lines.push(line) });
    const sos = sosOf(portal);
    const key = randomUUID();
    await portal.setFault('outage');
    const receipt = await sos.send(
      {
        place: { lat: 10.812798, lng: 106.622345, accuracyM: 15, address: 'ZEBRA-ADDRESS' },
        phone: '0912345678',
        situation: 'attacked',
        text: 'ZEBRA-WORDS',
      },
      key,
    );
    await sos.post({ phone: 'ZEBRA-PHONE', place: { lat: 'ZEBRA-LAT', lng: 106.622345 } });
    const fixes = [{ lat: 10.812345, lng: 106.612345, accuracyM: 9, at: new Date().toISOString() }];
    expect((await sos.try(receipt, 'positions', { fixes })).status).toBe(201);
    await sos.try(receipt, 'updates', { phone: '0987654321', text: 'ZEBRA-MORE' });
    // The attempt during the outage is what has something to say.
    await expect.poll(() => lines.length, patience).toBeGreaterThan(0);
    await portal.setFault('none');
    await expect.poll(async () => (await sos.view(receipt)).forwardedAt, patience).not.toBeNull();
    await sosDeskWith(portal, staffKey('officer', unit)).do(receipt.id, 'close', {
      reason: 'resolved',
      note: 'ZEBRA-NOTE',
    });
    const log = lines.join('\n');
    for (const secret of [
      ...['ZEBRA', '0912345678', '0987654321', '10.812', '106.622', '106.612', '10.8123'],
      ...[receipt.receipt, receipt.receipt.replaceAll('-', ''), key],
    ])
      expect(log, secret).not.toContain(secret);

    // At rest words and phones are sealed; coordinates are plain by decision (promise 8).
    const dump = await dumpOf(place);
    expect(dump).toContain('10.812345');
    for (const secret of ['ZEBRA', '0912345678', '0987654321', receipt.receipt])
      expect(dump, secret).not.toContain(secret);
  });
});

async function dumpOf(place: { dataDir: string; databaseUrl: string | null }): Promise<string> {
  const database = openDatabase(place);
  const tables = [
    ...['sos_alerts', 'sos_units', 'sos_history', 'sos_words', 'sos_positions', 'sos_steps'],
    ...['outbox_messages', 'idempotent_answers', 'live_events'],
  ] as const;
  const rows = [];
  for (const table of tables)
    rows.push(
      ...(await database.kysely
        .selectFrom(table as 'sos_alerts')
        .selectAll()
        .execute()),
    );
  await database.close();
  return rows.map((row) => JSON.stringify(row)).join('\n');
}

/** What the alerts' chains say of themselves. */
async function chainsOf(place: { dataDir: string; databaseUrl: string | null }, ids: readonly string[]) {
  const keyFile = path.join(place.dataDir, 'secret-keys');
  const keys = parseSecretKeys(place.databaseUrl ? testSecretKeys : (await readFile(keyFile, 'utf8')).trim());
  const database = openDatabase(place);
  try {
    const audit = createSosAudit({ database, keys });
    return await Promise.all(ids.map(audit.verifyHistory));
  } finally {
    await database.close();
  }
}
