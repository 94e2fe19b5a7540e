import { describe, expect, test } from 'vitest';
import { testDatabases } from '../../support/databases.ts';
import { staffKey } from '../../support/desk.ts';
import { openEventStream } from '../../support/event-stream.ts';
import { patience } from '../../support/forwarding.ts';
import { startTestPortal } from '../../support/portal.ts';
import { deepInTayThanh, sosDeskWith, sosOf } from '../../support/sos.ts';

describe.each(testDatabases)('an open desk, on $engine', (engine) => {
  test('is told of an alert as it comes and of whatever happens to it, and never where or who; nobody else is', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const open = (unit: string) =>
      openEventStream(`${portal.origin}/api/staff/events`, { Authorization: staffKey('officer', unit) });
    const [own, above, other] = [await open('tay-thanh'), await open('ca-quan'), await open('son-ky')];
    for (const desk of [own, above, other])
      await expect.poll(() => desk.events.map(({ kind }) => kind), patience).toContain('ready');
    const sos = sosOf(portal);
    const receipt = await sos.send({ place: deepInTayThanh, phone: '0912345678', text: 'ZEBRA' });
    const told = ({ events }: typeof own) =>
      events.filter(({ kind }) => kind.startsWith('sos.')).map(({ kind, data }) => `${kind} ${data.event}`);
    await expect.poll(() => told(own), patience).toEqual(['sos.new created', 'sos.changed forwarded']);
    const at = new Date().toISOString();
    await sos.try(receipt, 'positions', { fixes: [{ ...deepInTayThanh, accuracyM: 5, at }] });
    await sosDeskWith(portal, staffKey('officer', 'tay-thanh')).do(receipt.id, 'acknowledge');
    const all = [
      'sos.new created',
      ...['forwarded', 'position', 'acknowledged'].map((event) => `sos.changed ${event}`),
    ];
    await expect.poll(() => told(own), patience).toEqual(all);
    await expect.poll(() => told(above), patience).toEqual(all);
    expect(told(other)).toEqual([]);
    expect(own.events.at(-1)?.data).toMatchObject({
      ...{ id: receipt.id, code: receipt.code, unitId: 'tay-thanh' },
      ...{ status: 'acknowledged', open: true, acknowledgeBy: receipt.acknowledgeBy },
    });
    expect(JSON.stringify([...own.events, ...above.events])).not.toMatch(
      /ZEBRA|0912345678|10\.8127|106\.622/,
    );
  });
});
