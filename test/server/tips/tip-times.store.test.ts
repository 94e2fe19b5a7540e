import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { type Connection, openDatabase } from '../../../server/db/database.ts';
import type { TipTimes } from '../../../server/features/tips/tip-times.rules.ts';
import { tipTimesStore } from '../../../server/features/tips/tip-times.store.ts';
import { minuteMs } from '../../support/clocks.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskOf } from '../../support/desk.ts';
import { movableClock } from '../../support/forwarding.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

type Told = Record<string, string | number | null>;

/** What the histories alone tell of a period, by a way of its own: entry by entry, up to the period's end. */
async function toldByHistories(
  connection: Connection,
  period: { from: string; to: string; unitId: string },
): Promise<Told[]> {
  const { rows } = await sql<{
    id: string;
    category: string;
    created_at: string;
    event: string;
    at: string;
    unit_id: string;
    details: string;
  }>`select tips.id, tips.category, tips.created_at, entry.event, entry.at, entry.unit_id, entry.details
    from tip_access join tips on tips.id = tip_access.tip_id join tip_history as entry on entry.tip_id = tips.id
    where tip_access.unit_id = ${period.unitId} and tips.created_at >= ${period.from} and tips.created_at < ${period.to}
    order by tips.created_at, tips.id, entry.sequence`.execute(connection);
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((entries) => {
    const before = entries.filter(({ at }) => at < period.to);
    const first = (...events: string[]) => before.find(({ event }) => events.includes(event))?.at ?? null;
    const later = entries.find(({ event, at }) => event === 'reclassified' && at >= period.to);
    const rated = before.findLast(({ event }) => event === 'rated');
    return {
      tipId: entries[0]?.id ?? '',
      receivedAt: entries[0]?.created_at ?? '',
      unitId: entries[0]?.unit_id ?? '',
      category: later ? JSON.parse(later.details).fromCategory : (entries[0]?.category ?? ''),
      acknowledgedAt: first(
        'acknowledged',
        'assigned',
        'asked',
        'message_unit',
        'answered',
        'closed',
        'declined',
      ),
      answeredAt: first('answered'),
      transferredAt: first('transferred'),
      reopenedAt: first('reopened'),
      declinedAt: first('declined'),
      stars: rated ? JSON.parse(rated.details).stars : null,
    };
  });
}

describe.each(testDatabases)('what reports count of a tip, on $engine', (engine) => {
  test('is what its history tells, up to every moment of it', async () => {
    const clock = movableClock();
    const place = await engine.place();
    const portal = await startTestPortal({ place, now: clock.now });
    const { consent } = await portal.portal();
    const from = clock.now().toISOString();
    const send = async () =>
      readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion: consent.version })));
    const officer = deskOf(portal, 'officer', 'tay-thanh');
    const chief = deskOf(portal, 'commander', 'tay-thanh');
    const neighbour = deskOf(portal, 'officer', 'son-ky');
    const [answered, given, declined] = [await send(), await send(), await send()];
    await send();
    const moments = [clock.now().toISOString()];
    const later = async (does: () => Promise<unknown>) => {
      clock.move(3 * minuteMs);
      await does();
      moments.push(new Date(clock.now().getTime() + minuteMs).toISOString());
    };
    const citizen = async (rest: string, body: object) => {
      const address = `/api/tips/${answered.code}/${rest}`;
      const response = await portal.ask(`Receipt ${answered.receipt}`, 'POST', address, body);
      if (!response.ok) throw new Error(`${rest}: ${response.status} ${await response.text()}`);
    };

    await later(() => officer.do(answered.code, 'acknowledge'));
    await later(() =>
      officer.do(answered.code, 'reclassify', { category: 'gay-roi', reason: 'Có đánh nhau.' }),
    );
    await later(() => officer.do(answered.code, 'draft-reply', { text: 'Đã nhắc nhở.' }));
    await later(() => chief.do(answered.code, 'approve-reply'));
    await later(() => citizen('rating', { stars: 3 }));
    await later(() => citizen('reopen', { reason: 'Tối qua vẫn ồn.' }));
    await later(() =>
      officer.do(answered.code, 'reclassify', { category: 'tieng-on', reason: 'Chỉ là ồn.' }),
    );
    await later(() => officer.do(answered.code, 'draft-reply', { text: 'Đã lập biên bản.' }));
    await later(() => chief.do(answered.code, 'approve-reply'));
    await later(() => citizen('rating', { stars: 1 }));
    await later(() =>
      officer.do(given.code, 'transfer', { unitId: 'son-ky', reason: 'Thuộc địa bàn Sơn Kỳ.' }),
    );
    await later(() => neighbour.do(given.code, 'ask', { text: 'Nhà số mấy?' }));
    await later(() => chief.do(declined.code, 'decline', { advice: 'Xin liên hệ tổ dân phố.' }));

    const database = openDatabase(place);
    try {
      for (const to of moments) {
        for (const unitId of ['tay-thanh', 'son-ky', 'ca-quan']) {
          const counted: TipTimes[] = [];
          for await (const some of tipTimesStore(database.kysely).readIn({ from, to, unitId }))
            counted.push(...some);
          const told = counted.map(({ ratedAt: _, reclassifiedAt: __, ...times }) => times);
          expect(told, `${unitId} up to ${to}`).toEqual(
            await toldByHistories(database.kysely, { from, to, unitId }),
          );
        }
      }
      expect(moments).toHaveLength(14);
    } finally {
      await database.close();
    }
  });
});
