import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { MyTips } from '#contract/citizens.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { resealRoundStore } from '../../../server/keys/reseal-round.store.ts';
import { sealedColumns, sealedKinds, shortLivedColumns } from '../../../server/keys/sealed-values.ts';
import { sealedVersion } from '../../../server/secrets/sealing.ts';
import { temporaryFolder, testDatabases } from '../../support/databases.ts';
import { deskOf, staffOfStore } from '../../support/desk.ts';
import { movableClock } from '../../support/forwarding.ts';
import { chatOf } from '../../support/oa-chat.ts';
import { phonePhoto } from '../../support/photos.ts';
import { noisyKaraoke, readReceipt, startTestPortal, testSecretKeys } from '../../support/portal.ts';
import { sosOf } from '../../support/sos.ts';

const unit = 'tay-thanh';
const secondKey = `k2:${Buffer.alloc(32, 22).toString('base64url')}`;
const both = `${secondKey},${testSecretKeys}`;

/** A key file of its own, as a server has it. */
function keyFile(text: string) {
  const file = path.join(temporaryFolder(), 'keys');
  const write = (next: string) => writeFileSync(file, `${next}\n`);
  write(text);
  return { file, write, environment: { SECRET_KEYS_FILE: file, SECRET_KEYS: '' } };
}

function versionsInFiles(dataDir: string): Set<string> {
  const folder = path.join(dataDir, 'photos');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Set(files.map((entry) => sealedVersion(readFileSync(path.join(entry.parentPath, entry.name)))));
}

describe.each(testDatabases)('a new key, on $engine', (engine) => {
  const start = async (place: Awaited<ReturnType<typeof engine.place>>, keys: string) => {
    const clock = movableClock();
    const file = keyFile(keys);
    // Where the test’s own staff command finds the same ones.
    writeFileSync(path.join(place.dataDir, 'secret-keys'), keys);
    const portal = await startTestPortal({ place, environment: file.environment, now: clock.now });
    return { clock, portal, file };
  };

  test('is taken up by a running portal; all of before opens, is found, and is sealed anew; the old key may go', async () => {
    const place = await engine.place();
    const { clock, portal, file } = await start(place, testSecretKeys);
    const consentVersion = (await portal.portal()).consent.version;
    const lan = `Bearer ${(await portal.signIn('lan')).token}`;
    const photo = await portal.sendPhoto(await phonePhoto());
    const key = randomUUID();
    const tip = {
      ...noisyKaraoke({ consentVersion, anonymous: false, photoIds: [photo.id] }),
      contact: { name: 'Nguyễn Thị Lan', phone: '0912345678' },
    };
    const before = await readReceipt(await portal.ask(lan, 'POST', '/api/tips', tip, key));
    await deskOf(portal, 'officer', unit).do(before.code, 'ask', { text: 'Ở số nhà bao nhiêu?' });
    const alert = await sosOf(portal).send({ unitId: unit, phone: '0987654321', text: 'Nhanh lên' });
    await chatOf(portal, unit, 'lan').ask('làm căn cước');
    const { hire } = await staffOfStore(place);
    const member = await hire('officer', unit);

    file.write(both);
    await portal.takeUpKeys();
    clock.move(20_000);
    await portal.takeUpKeys();
    const after = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
    const database = openDatabase(place);
    onTestFinished(() => database.close());
    const versionOf = async (code: string) =>
      (
        await database.kysely
          .selectFrom('tips')
          .select('key_version')
          .where('code', '=', code)
          .executeTakeFirstOrThrow()
      ).key_version;
    expect([await versionOf(before.code), await versionOf(after.code)]).toEqual(['k1', 'k2']);

    const everythingOpens = async (server: typeof portal) => {
      const mine = (await (await server.ask(lan, 'GET', '/api/me/tips')).json()) as MyTips;
      expect(mine.items.map(({ code }) => code)).toEqual([before.code]);
      for (const { code, receipt } of [before, after])
        expect((await server.viewTip(code, receipt)).status, code).toBe(200);
      const opened = await deskOf(server, 'officer', unit).tip(before.code);
      expect(opened.contact).toEqual({ name: 'Nguyễn Thị Lan', phone: '0912345678' });
      const picture = await server.ask(lan, 'GET', `/api/tips/${before.code}/photos/${photo.id}`);
      expect(picture.status).toBe(200);
      expect(await sosOf(server).view(alert)).toMatchObject({ id: alert.id });
      const again = await server.ask(lan, 'POST', '/api/tips', tip, key);
      expect((await readReceipt(again)).receipt).toBe(before.receipt);
      expect((await server.ask(member.authorization, 'GET', '/api/staff/me')).status).toBe(200);
      const tips = await database.kysely.selectFrom('tips').select('id').execute();
      for (const { id } of tips)
        expect(await server.tips.verifyHistory(id)).toMatchObject({ isIntact: true });
      const token = (await server.signIn('lan')).token;
      const anew = (await (await server.ask(`Bearer ${token}`, 'GET', '/api/me/tips')).json()) as MyTips;
      expect(anew.items.map(({ code }) => code)).toEqual([before.code]);
    };
    await everythingOpens(portal);

    clock.move(61_000);
    await portal.sealAnew();
    expect(await resealRoundStore(database.kysely).listUnfinished('k2')).toEqual([]);
    for (const { table, column } of sealedColumns) {
      const rows = (await database.kysely.selectFrom(table).selectAll().execute()) as Record<
        string,
        unknown
      >[];
      for (const row of rows) {
        const sealed = row[column];
        if (sealed !== null) expect(sealedVersion(String(sealed)), `${table}.${column}`).toBe('k2');
      }
    }
    expect([...versionsInFiles(place.dataDir)]).toEqual(['k2']);

    file.write(secondKey);
    await portal.takeUpKeys();
    await everythingOpens(portal);
    await portal.stop();
    const without = await startTestPortal({ place, environment: file.environment, now: clock.now });
    await everythingOpens(without);
  });

  test('that goes too early, or is another one under an old name, is refused, and what was held stays', async () => {
    const place = await engine.place();
    const { clock, portal, file } = await start(place, testSecretKeys);
    const consentVersion = (await portal.portal()).consent.version;
    const { code, receipt } = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
    const warnings = async () =>
      ((await (await fetch(`${portal.origin}/readyz`)).json()) as { warnings?: Record<string, string[]> })
        .warnings?.keys;
    for (const wrong of [
      `k1:${Buffer.alloc(32, 33).toString('base64url')}`,
      'nonsense',
      `${secondKey},${secondKey}`,
    ]) {
      file.write(wrong);
      await portal.takeUpKeys();
      expect(await warnings(), wrong.slice(0, 3)).toHaveLength(1);
      expect((await portal.viewTip(code, receipt)).status).toBe(200);
    }
    file.write(both);
    await portal.takeUpKeys();
    clock.move(20_000);
    await portal.takeUpKeys();
    file.write(secondKey);
    await portal.takeUpKeys();
    expect(await warnings()).toHaveLength(1);
    expect((await portal.viewTip(code, receipt)).status).toBe(200);
    await portal.stop();
    await expect(startTestPortal({ place, environment: file.environment, now: clock.now })).rejects.toThrow(
      /no longer holds k1/,
    );
  });

  test('needs the one before until every kind was looked through, those included that nobody has begun with', async () => {
    const database = await engine.open();
    const rounds = resealRoundStore(database.kysely);
    const [first, ...others] = sealedKinds;
    const done = { examined: 1, resealed: 1, finishedAt: '2026-11-24T03:00:00.000Z' };
    await rounds.save('k2', { kind: first ?? '', ...done });
    expect(await rounds.listUnfinished('k2')).toEqual(others);
    expect(others).toContain('photos');
    for (const kind of others) await rounds.save('k2', { kind, ...done });
    expect(await rounds.listUnfinished('k2')).toEqual([]);
  });

  test('lies under every sealed column: none is forgotten', async () => {
    const database = await engine.open();
    const tables = await database.kysely.introspection.getTables();
    const found = tables.flatMap(({ name, columns }) =>
      columns.filter((column) => /(^|_)sealed$/.test(column.name)).map((column) => `${name}.${column.name}`),
    );
    const known = [...sealedColumns.map(({ table, column }) => `${table}.${column}`), ...shortLivedColumns];
    // What servers count together is in PostgreSQL alone.
    const isHere = (column: string) => engine.engine === 'postgres' || !column.startsWith('limit_');
    expect(found.toSorted()).toEqual(known.filter(isHere).toSorted());
  });

  test.runIf(engine.engine === 'postgres')(
    'that one of two servers learns later: what it cannot know yet is answered 503, and nothing is lost or doubled',
    async () => {
      const place = await engine.place();
      const { clock, portal, file } = await start(place, testSecretKeys);
      const late = keyFile(testSecretKeys);
      const other = await startTestPortal({
        place: { ...place, dataDir: temporaryFolder() },
        environment: late.environment,
        now: clock.now,
      });
      const consentVersion = (await portal.portal()).consent.version;
      file.write(both);
      await portal.takeUpKeys();
      // Named to all, and used by none yet.
      const early = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
      expect((await other.viewTip(early.code, early.receipt)).status).toBe(200);
      await other.takeUpKeys();
      clock.move(20_000);
      await portal.takeUpKeys();
      await other.takeUpKeys();
      const key = randomUUID();
      const tip = noisyKaraoke({ consentVersion });
      const sent = await readReceipt(await portal.sendTip(tip, key));

      const refused = [
        await other.viewTip(sent.code, sent.receipt),
        await other.sendTip(tip, key),
        await other.post('/webhooks/zalo-oa', {}),
      ];
      expect(refused.map(({ status }) => status)).toEqual([503, 503, 503]);
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await fetch(`${other.origin}/readyz`)).status).toBe(503);
      expect((await fetch(`${other.origin}/api/portal`)).status).toBe(200);
      expect((await sosOf(other).post({ unitId: unit })).status).toBe(201);

      late.write(both);
      await other.takeUpKeys();
      expect((await other.viewTip(sent.code, sent.receipt)).status).toBe(200);
      expect((await readReceipt(await other.sendTip(tip, key))).code).toBe(sent.code);
    },
  );
});
