import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { testDatabases } from '../../support/databases.ts';
import { patience } from '../../support/forwarding.ts';
import { inTayThanh, noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';
import { sosOf } from '../../support/sos.ts';

const token = 'a-token-that-nobody-would-guess';

type Portal = Awaited<ReturnType<typeof startTestPortal>>;

async function readFigures(portal: Portal): Promise<string> {
  const answer = await fetch(`${portal.origin}/metrics`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  return await answer.text();
}

/** The value of a series as it is written; NaN when there is none. */
function figureOf(text: string, series: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? Number.NaN : Number(line.slice(series.length + 1));
}

/** Every value that a label of ours has. */
const labelValues = (text: string): string[] =>
  [...text.matchAll(/^portal_[a-z_]+\{([^}]*)\}/gm)].flatMap(([, labels = '']) =>
    [...labels.matchAll(/[a-z]+="([^"]*)"/g)].map(([, value = '']) => value),
  );

describe.each(testDatabases)('figures for whoever watches, on $engine', (database) => {
  test('tell what waits, since when, and who has not been answered', async () => {
    const portal = await startTestPortal({ place: await database.place() });
    const before = await readFigures(portal);
    expect(figureOf(before, 'portal_outbox_waiting{lane="tips"}')).toBe(0);
    expect(figureOf(before, 'portal_sos_unacknowledged')).toBe(0);
    expect(figureOf(before, 'portal_check_troubles{check="database"}')).toBe(0);
    expect(figureOf(before, 'portal_live_streams')).toBe(0);
    expect(figureOf(before, 'portal_webhook_waiting')).toBe(0);
    expect(figureOf(before, 'portal_tip_clock_lag_seconds')).toBe(0);
    expect(before).toContain('process_resident_memory_bytes');

    await portal.setFault('outage');
    const { consent } = await portal.portal();
    await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion: consent.version })));
    await sosOf(portal).send();
    await expect
      .poll(
        async () => figureOf(await readFigures(portal), 'portal_outbox_oldest_seconds{lane="tips"}'),
        patience,
      )
      .toBeGreaterThan(0.3);
    const after = await readFigures(portal);
    expect(figureOf(after, 'portal_outbox_waiting{lane="tips"}')).toBe(1);
    expect(figureOf(after, 'portal_outbox_waiting{lane="sos"}')).toBeGreaterThan(0);
    expect(figureOf(after, 'portal_sos_unacknowledged')).toBe(1);
    expect(figureOf(after, 'portal_sos_unacknowledged_oldest_seconds')).toBeGreaterThan(0);
    expect(after).not.toMatch(/^portal_figure_unread\{.*\} 1$/m);
  });

  if (!database.showsTheRest) return;

  test('hold no code, no id, no place, and do not grow with what people ask for', async () => {
    const portal = await startTestPortal({ place: await database.place() });
    const { consent } = await portal.portal();
    const { code, receipt } = await readReceipt(
      await portal.sendTip(noisyKaraoke({ consentVersion: consent.version })),
    );
    const alert = await sosOf(portal).send();
    const askAround = async (id: string) => {
      for (const address of [
        `/api/tips/${code}`,
        `/api/tips/${id}`,
        `/api/sos/${id}`,
        `/api/units/${id}`,
        `/api/staff/tips/${id}`,
        `/api/locate?lat=${inTayThanh.lat}&lng=${inTayThanh.lng}`,
        `/api/${id}`,
        `/feeds/${id}.rss`,
        `/desk/tips/${code}`,
        `/${id}`,
        `/webhooks/${id}`,
      ])
        await fetch(`${portal.origin}${address}`);
      await portal.viewTip(code, receipt);
    };
    await askAround(randomUUID());
    await readFigures(portal);
    const once = await readFigures(portal);
    const ids = Array.from({ length: 5 }, () => randomUUID());
    for (const id of ids) await askAround(id);
    const often = await readFigures(portal);

    expect(often).toContain('route="/api/tips/:code"');
    expect(new Set(labelValues(often))).toEqual(new Set(labelValues(once)));
    for (const secret of [code, receipt, alert.id, alert.receipt, String(inTayThanh.lat), ...ids])
      expect(often).not.toContain(secret);
    for (const value of labelValues(often)) expect(value).toMatch(/^[A-Za-z0-9/:.*_+ -]*$/);
  });
});

describe('who may read the figures', () => {
  const statusOf = async (portal: Portal, headers: Record<string, string> = {}) =>
    (await fetch(`${portal.origin}/metrics`, { headers })).status;

  test('with a token: whoever shows it, and nobody else, not even on this machine', async () => {
    const portal = await startTestPortal({ environment: { METRICS_TOKEN: token } });
    expect(await statusOf(portal, { Authorization: `Bearer ${token}` })).toBe(200);
    expect(await statusOf(portal)).toBe(404);
    expect(await statusOf(portal, { Authorization: `Bearer ${token}x` })).toBe(404);
    expect(await statusOf(portal, { Authorization: `Receipt ${token}` })).toBe(404);
  });

  test('without one: programs on this machine, but nobody whom a proxy brought', async () => {
    const portal = await startTestPortal();
    expect(await statusOf(portal)).toBe(200);
    expect(await statusOf(portal, { 'X-Forwarded-For': '127.0.0.1' })).toBe(404);
  });

  test('nobody without a token once people come by a public address: a proxy makes all of them look local', async () => {
    const portal = await startTestPortal({
      environment: { SANDBOX: 'demo', PUBLIC_URL: 'https://an-ninh.example' },
    });
    expect(await statusOf(portal)).toBe(404);
  });
});
