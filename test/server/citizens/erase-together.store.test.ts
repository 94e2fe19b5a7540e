import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { testDatabases } from '../../support/databases.ts';
import { dumpStore, knownToZalo } from '../../support/dumps.ts';
import { actAtOa, patience } from '../../support/forwarding.ts';
import { startTestPortal } from '../../support/portal.ts';

const unit = 'tay-thanh';
const postgres = testDatabases.filter(({ engine }) => engine === 'postgres');

test.each(postgres)(
  'who asks to be erased while Zalo tells that they took back their consent is erased, and neither waits for the other for ever',
  async (engine) => {
    const place = await engine.place();
    const lines: string[] = [];
    const portal = await startTestPortal({ place, log: (line) => lines.push(line) });
    const lan = `Bearer ${(await portal.signIn('lan')).token}`;
    await actAtOa(portal, { unit, user: 'lan', event: 'user_send_text', text: 'Cho tôi hỏi về tạm trú' });
    const holder = new pg.Client({ connectionString: place.databaseUrl ?? '' });
    await holder.connect();
    onTestFinished(() => holder.end());
    const count = async (statement: string) =>
      Number((await holder.query<{ count: string }>(statement)).rows[0]?.count);
    await expect.poll(() => count('select count(*) from oa_users'), patience).toBe(1);
    await expect
      .poll(() => count('select count(*) from webhook_events where finished_at is null'), patience)
      .toBe(0);

    // Both stand at the citizen's row, whatever else each has in hand, and go on in the same moment.
    await holder.query('begin');
    await holder.query('select id from citizens for update');
    const asked = portal.ask(lan, 'DELETE', '/api/me');
    const waiting = () => count('select count(distinct pid) from pg_locks where not granted');
    await expect.poll(waiting, patience).toBe(1);
    await actAtOa(portal, { unit, user: 'lan', event: 'user.revoke.consent' });
    await expect.poll(waiting, patience).toBe(2);
    await holder.query('commit');

    expect((await asked).status).toBe(200);
    await expect
      .poll(() => count('select count(*) from webhook_events where finished_at is null'), patience)
      .toBe(0);
    expect(lines.filter((line) => line.includes('deadlock'))).toEqual([]);
    await portal.stop();
    const kept = await dumpStore(place);
    for (const known of knownToZalo(place.dataDir, 'lan')) {
      if (known !== 'lan') expect(kept).not.toContain(known);
    }
  },
);
