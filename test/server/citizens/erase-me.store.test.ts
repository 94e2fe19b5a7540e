import { describe, expect, test } from 'vitest';
import type { ErasedMe, MyTips } from '#contract/citizens.ts';
import type { Deletions } from '#contract/retention.ts';
import type { MadeBindingCode } from '#contract/staff-identity.ts';
import type { TipReceipt } from '#contract/tips.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { testDatabases } from '../../support/databases.ts';
import { staffKey, staffOfStore, unitOf } from '../../support/desk.ts';
import { dumpStore, knownToZalo } from '../../support/dumps.ts';
import { chatOf } from '../../support/oa-chat.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

const dayMs = 24 * 60 * 60_000;

describe.each(testDatabases)('erasing what identifies me, on $engine', (engine) => {
  const start = async (log?: (line: string) => void) => {
    const place = await engine.place();
    const portal = await startTestPortal({ place, ...(log ? { log } : {}) });
    const consentVersion = (await portal.portal()).consent.version;
    const session = await portal.signIn('lan');
    const lan = `Bearer ${session.token}`;
    const send = async (authorization: string | null, changes: object): Promise<TipReceipt> =>
      readReceipt(
        await portal.ask(authorization, 'POST', '/api/tips', {
          ...noisyKaraoke({ consentVersion, anonymous: false }),
          contact: { name: 'Nguyễn Thị Lan', phone: '0912345678' },
          ...changes,
        }),
      );
    const erase = async (authorization: string) => {
      const response = await portal.ask(authorization, 'DELETE', '/api/me');
      expect(response.status).toBe(200);
      return (await response.json()) as ErasedMe;
    };
    const contacts = async () => {
      const database = openDatabase(place);
      const rows = await database.kysely
        .selectFrom('tip_contacts')
        .innerJoin('tips', 'tips.id', 'tip_contacts.tip_id')
        .select(['tips.code', 'tip_contacts.erase_at'])
        .execute();
      await database.close();
      return rows;
    };
    return { portal, place, session, lan, send, erase, contacts };
  };
  const crime = { kind: 'crime', category: 'trom-cap' };

  test('ends all sessions and forgets whose the tips were; the tips themselves stay', async () => {
    const { portal, lan, send, erase, contacts } = await start();
    const otherPhone = `Bearer ${(await portal.signIn('lan')).token}`;
    const sent = await send(lan, {});

    expect(await erase(lan)).toEqual({ erased: ['zalo_id', 'sessions', 'tip_links', 'contacts'], kept: [] });

    for (const authorization of [lan, otherPhone]) {
      expect((await portal.ask(authorization, 'GET', '/api/me/tips')).status).toBe(401);
      expect((await portal.ask(authorization, 'DELETE', '/api/me')).status).toBe(401);
      expect((await portal.ask(authorization, 'GET', `/api/tips/${sent.code}`)).status).toBe(401);
    }
    expect(await contacts()).toEqual([]);
    expect((await portal.viewTip(sent.code, sent.receipt)).status).toBe(200);
    const again = `Bearer ${(await portal.signIn('lan')).token}`;
    const mine = (await (await portal.ask(again, 'GET', '/api/me/tips')).json()) as MyTips;
    expect(mine.items).toEqual([]);
    expect(await erase(again)).toEqual({ erased: ['zalo_id', 'sessions'], kept: [] });
  });

  test('parts an officer from the desk and forgets the chats with the OAs too, and leaves one line in the record of erasures', async () => {
    const { portal, place, lan, erase } = await start();
    const { staff, hire } = await staffOfStore(place);
    const member = await hire('officer', 'tay-thanh');
    const made = await portal.ask(member.authorization, 'POST', '/api/staff/bindings', {});
    const { code } = (await made.json()) as MadeBindingCode;
    expect((await portal.ask(lan, 'POST', '/api/me/staff', { code })).status).toBe(200);
    await chatOf(portal, 'tay-thanh', 'lan').ask('làm căn cước');
    expect((await portal.ask(lan, 'GET', '/api/staff/me')).status).toBe(200);

    const { erased } = await erase(lan);

    expect(erased).toEqual(['zalo_id', 'sessions', 'chats', 'staff_binding']);
    const again = `Bearer ${(await portal.signIn('lan')).token}`;
    expect((await portal.ask(again, 'GET', '/api/staff/me')).status).toBe(401);
    expect(await staff.findActive(member.id)).toMatchObject({ id: member.id });
    const database = openDatabase(place);
    for (const table of [
      'oa_users',
      'chat_conversations',
      'sender_chats',
      'staff_bindings',
      'staff_oa_users',
    ] as const)
      expect(await database.kysely.selectFrom(table).selectAll().execute(), table).toEqual([]);
    await database.close();
    const deletions = await portal.ask(staffKey('admin', 'ca-quan'), 'GET', '/api/staff/deletions');
    expect(((await deletions.json()) as Deletions).items).toMatchObject([
      { sequence: 1, reason: 'request', kind: 'person', count: 1, rule: null },
    ]);
  });

  test('keeps the contact of a report of a crime that is being handled, says so, and erases it when its period ends', async () => {
    const { portal, lan, send, erase, contacts } = await start();
    const inHandling = await send(lan, crime);
    await send(lan, {});

    const { kept, erased } = await erase(lan);

    const until = new Date(Date.parse(inHandling.createdAt) + 365 * dayMs).toISOString();
    expect(kept).toEqual([{ code: inHandling.code, reason: 'crime_in_handling', until }]);
    expect(erased).toEqual(['zalo_id', 'sessions', 'tip_links', 'contacts']);
    expect(await contacts()).toEqual([{ code: inHandling.code, erase_at: until }]);

    expect(await portal.tips.sweepContacts(new Date(Date.parse(until) - 1))).toBe(0);
    expect(await portal.tips.sweepContacts(new Date(until))).toBe(1);
    expect(await contacts()).toEqual([]);
  });

  test('a tip that arrives while its sender is being erased is refused or forgotten too, never left behind', async () => {
    const { place, lan, send, erase, contacts } = await start();
    const attempts = await Promise.allSettled([
      ...Array.from({ length: 6 }, () => send(lan, {})),
      erase(lan),
      ...Array.from({ length: 6 }, () => send(lan, {})),
    ]);

    for (const attempt of attempts) {
      if (attempt.status === 'rejected') expect(String(attempt.reason)).toContain('401');
    }
    const database = openDatabase(place);
    for (const table of ['citizens', 'citizen_sessions', 'tip_owners'] as const) {
      expect(await database.kysely.selectFrom(table).selectAll().execute(), table).toEqual([]);
    }
    await database.close();
    expect(await contacts()).toEqual([]);
  });

  test('leaves nothing of me in any table, file or line of the log', async () => {
    const lines: string[] = [];
    const { portal, place, session, lan, send, erase } = await start((line) => lines.push(line));
    const before = await citizenRow(place);
    await send(lan, {});
    const known = knownToZalo(place.dataDir, 'lan');

    await erase(lan);
    await portal.stop();

    const stored = await dumpStore(place);
    expect(stored).toContain('tieng-on');
    for (const secret of [
      session.token,
      ...known.filter((text) => text !== 'lan'),
      'Nguyễn Thị Lan',
      '0912345678',
    ]) {
      expect(stored, secret).not.toContain(secret);
      expect(lines.join('\n'), secret).not.toContain(secret);
    }
    const database = openDatabase(place);
    const rows = await database.kysely.selectFrom('tips').selectAll().execute();
    await database.close();
    expect(JSON.stringify(rows)).not.toContain(before.id);
  });

  async function citizenRow(place: Parameters<typeof openDatabase>[0]) {
    const database = openDatabase(place);
    const row = await database.kysely.selectFrom('citizens').selectAll().executeTakeFirstOrThrow();
    await database.close();
    return row;
  }

  if (!engine.showsTheRest) return;

  test('does not keep the contact of a report of a crime that is closed', async () => {
    const { portal, place, lan, send, erase, contacts } = await start();
    const { code } = await send(lan, crime);
    await unitOf(portal).answer(code, 'Đã bắt giữ đối tượng');
    // The desk closes tips; it has no way to yet.
    const database = openDatabase(place);
    await database.kysely.updateTable('tips').set({ status: 'closed' }).where('code', '=', code).execute();
    await database.close();

    expect((await erase(lan)).kept).toEqual([]);
    expect(await contacts()).toEqual([]);
  });

  test('touches nobody else’s tips, and none that were sent without signing in', async () => {
    const { portal, lan, send, erase, contacts } = await start();
    const minh = `Bearer ${(await portal.signIn('minh')).token}`;
    const minhs = await send(minh, {});
    const nobodys = await send(null, {});

    await erase(lan);

    expect((await contacts()).map(({ code }) => code).sort()).toEqual([minhs.code, nobodys.code].sort());
    const mine = (await (await portal.ask(minh, 'GET', '/api/me/tips')).json()) as MyTips;
    expect(mine.items.map(({ code }) => code)).toEqual([minhs.code]);
  });
});
