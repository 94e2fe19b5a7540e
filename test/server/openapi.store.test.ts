import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problems } from '#contract/problem.ts';
import { testDatabases } from '../support/databases.ts';
import { staffKey, unitOf } from '../support/desk.ts';
import { listOperations, nonsenseFor, type OpenApiDocument } from '../support/openapi-requests.ts';
import { noisyKaraoke, readReceipt, startTestPortal, type TestPortal } from '../support/portal.ts';
import { sosOf } from '../support/sos.ts';

const runsPerOperation = 60;
/** Grows with the API; alone on a machine it takes a third of it. */
const nonsenseTimeoutMs = 180_000;

describe.each(testDatabases)('every operation of the OpenAPI document, on $engine', (engine) => {
  test(
    'answers nonsense with a problem that its document names, never with a 5xx',
    async () => {
      const portal = await startTestPortal({ place: await engine.place() });
      const document = (await (await fetch(`${portal.origin}/api/openapi.json`)).json()) as OpenApiDocument;
      const operations = listOperations(document);
      expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
        'DELETE /api/me',
        'DELETE /api/me/staff',
        'DELETE /api/staff/bindings/{id}',
        'DELETE /api/staff/keys/{id}',
        'DELETE /api/staff/sessions/{id}',
        'DELETE /api/staff/webhooks/{id}',
        'DELETE /api/tips/{code}/chat',
        'GET /api/duty-phones',
        'GET /api/english',
        'GET /api/forms/links/{token}',
        'GET /api/forms/{code}',
        'GET /api/forms/{code}.docx',
        'GET /api/forms/{code}.pdf',
        'GET /api/me/export',
        'GET /api/me/tips',
        'GET /api/news',
        'GET /api/news/documents/{document}',
        'GET /api/news/photos/{id}',
        'GET /api/news/{id}',
        'GET /api/notices',
        'GET /api/pairings/{id}',
        'GET /api/portal',
        'GET /api/privacy',
        'GET /api/procedures',
        'GET /api/procedures/bundle',
        'GET /api/procedures/{id}',
        'GET /api/sos/{id}',
        'GET /api/sos/{id}/events',
        'GET /api/staff/bindings',
        'GET /api/staff/colleagues',
        'GET /api/staff/conversations',
        'GET /api/staff/deletions',
        'GET /api/staff/deliveries',
        'GET /api/staff/events',
        'GET /api/staff/keys',
        'GET /api/staff/map',
        'GET /api/staff/me',
        'GET /api/staff/news',
        'GET /api/staff/news/{id}',
        'GET /api/staff/news/{id}/broadcast',
        'GET /api/staff/news/{id}/documents/{document}',
        'GET /api/staff/news/{id}/photos/{photo}',
        'GET /api/staff/oas',
        'GET /api/staff/procedures',
        'GET /api/staff/procedures/{id}',
        'GET /api/staff/procedures/{id}/notes/{unit}',
        'GET /api/staff/reports',
        'GET /api/staff/sessions',
        'GET /api/staff/sos',
        'GET /api/staff/sos/{id}',
        'GET /api/staff/templates',
        'GET /api/staff/tiles/{z}/{x}/{y}',
        'GET /api/staff/tips',
        'GET /api/staff/tips/{code}',
        'GET /api/staff/tips/{code}/photos/{id}',
        'GET /api/staff/tips/{code}/sender',
        'GET /api/staff/units/{id}/roster',
        'GET /api/staff/webhooks',
        'GET /api/staff/webhooks/{id}/deliveries',
        'GET /api/tips/{code}',
        'GET /api/tips/{code}/chat',
        'GET /api/tips/{code}/photos/{id}',
        'GET /api/units/locate',
        'GET /api/units/{id}',
        'GET /api/units/{id}/poster.pdf',
        'GET /api/units/{id}/qr.png',
        'GET /api/units/{id}/qr.svg',
        'GET /feeds/{unit}.json',
        'GET /feeds/{unit}.rss',
        'PATCH /api/staff/news/{id}',
        'POST /api/chat-words',
        'POST /api/forms/{code}.docx',
        'POST /api/forms/{code}.pdf',
        'POST /api/forms/{code}/links',
        'POST /api/locations',
        'POST /api/me/staff',
        'POST /api/pairings',
        'POST /api/photos',
        'POST /api/session',
        'POST /api/sos',
        'POST /api/sos/{id}/cancel',
        'POST /api/sos/{id}/positions',
        'POST /api/sos/{id}/updates',
        'POST /api/staff/bindings',
        'POST /api/staff/conversations/{id}/close',
        'POST /api/staff/deliveries/{id}/retry',
        'POST /api/staff/keys',
        'POST /api/staff/news',
        'POST /api/staff/news/documents',
        'POST /api/staff/news/{id}/approve',
        'POST /api/staff/news/{id}/broadcast',
        'POST /api/staff/news/{id}/discard',
        'POST /api/staff/news/{id}/oa-article',
        'POST /api/staff/news/{id}/publish',
        'POST /api/staff/news/{id}/send-back',
        'POST /api/staff/news/{id}/submit',
        'POST /api/staff/news/{id}/withdraw',
        'POST /api/staff/oas/{unitId}/consent-link',
        'POST /api/staff/pair',
        'POST /api/staff/procedures/{id}/notes/{unit}/publish',
        'POST /api/staff/procedures/{id}/notes/{unit}/send-back',
        'POST /api/staff/procedures/{id}/publish',
        'POST /api/staff/procedures/{id}/send-back',
        'POST /api/staff/sos/{id}/acknowledge',
        'POST /api/staff/sos/{id}/close',
        'POST /api/staff/sos/{id}/dispatch',
        'POST /api/staff/tips/acknowledge',
        'POST /api/staff/tips/{code}/acknowledge',
        'POST /api/staff/tips/{code}/approve-reply',
        'POST /api/staff/tips/{code}/ask',
        'POST /api/staff/tips/{code}/assign',
        'POST /api/staff/tips/{code}/close',
        'POST /api/staff/tips/{code}/decline',
        'POST /api/staff/tips/{code}/draft-reply',
        'POST /api/staff/tips/{code}/escalate',
        'POST /api/staff/tips/{code}/note',
        'POST /api/staff/tips/{code}/reclassify',
        'POST /api/staff/tips/{code}/send-back',
        'POST /api/staff/tips/{code}/transfer',
        'POST /api/staff/webhooks',
        'POST /api/staff/webhooks/{id}/disable',
        'POST /api/staff/webhooks/{id}/enable',
        'POST /api/staff/webhooks/{id}/ping',
        'POST /api/staff/webhooks/{id}/secret',
        'POST /api/tips',
        'POST /api/tips/{code}/chat',
        'POST /api/tips/{code}/messages',
        'POST /api/tips/{code}/rating',
        'POST /api/tips/{code}/reopen',
        'POST /webhooks/zalo-mini-app',
        'POST /webhooks/zalo-oa',
        'PUT /api/staff/procedures/{id}',
        'PUT /api/staff/procedures/{id}/notes/{unit}',
        'PUT /api/staff/units/{id}/roster',
      ]);

      for (const named of operations) {
        const access = await realAccess(portal, named.path);
        await fc.assert(
          fc.asyncProperty(nonsenseFor(named, access), async ({ url, method, headers, body }) => {
            const response = await fetch(`${portal.origin}${url}`, { method, headers, body });
            // It has no end.
            if (response.headers.get('content-type')?.startsWith('text/event-stream'))
              return await response.body?.cancel();
            const text = await response.text();
            expect(response.status, text).toBeLessThan(500);
            if (response.status < 400) return;
            expect(Object.keys(named.operation.responses).concat('404')).toContain(String(response.status));
            const problem = JSON.parse(text) as { code: string; status: number };
            expect(Object.keys(problems)).toContain(problem.code);
            expect(problem.status).toBe(response.status);
          }),
          { numRuns: runsPerOperation },
        );
      }
    },
    nonsenseTimeoutMs,
  );
});

/** A tip that was answered, so that all of its operations are open, by its receipt and by its sender's session; or an alert. */
async function realAccess(portal: TestPortal, path: string) {
  const consentVersion = (await portal.portal()).consent.version;
  const session = `Bearer ${(await portal.signIn('lan')).token}`;
  const tip = noisyKaraoke({ consentVersion, anonymous: false });
  const { code, receipt } = await readReceipt(await portal.ask(session, 'POST', '/api/tips', tip));
  await unitOf(portal).answer(code, 'Đã xử lý');
  const desk = [
    staffKey('commander', 'tay-thanh'),
    staffKey('editor', 'ca-quan'),
    staffKey('admin', 'ca-quan'),
  ];
  if (!path.includes('/sos'))
    return { authorizations: [`Receipt ${receipt}`, session, ...desk], code, id: '-' };
  const alert = await sosOf(portal).send({ unitId: 'tay-thanh' });
  return { authorizations: [`Receipt ${alert.receipt}`, session, ...desk], code, id: alert.id };
}

describe('the API around its operations', () => {
  test('answers unknown addresses and methods with a problem and a request id', async () => {
    const portal = await startTestPortal();
    for (const [method, address] of [
      ['GET', '/api/nothing'],
      ['DELETE', '/api/tips'],
      ['GET', '/api'],
    ] as const) {
      const response = await fetch(`${portal.origin}${address}`, { method });
      expect(response.status, address).toBe(404);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(((await response.json()) as { requestId: string }).requestId).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test('lets Zalo’s own origins call, and no other site', async () => {
    const portal = await startTestPortal();
    const allowed = async (origin: string) =>
      (await fetch(`${portal.origin}/api/portal`, { headers: { Origin: origin } })).headers.get(
        'access-control-allow-origin',
      );

    expect(await allowed('https://h5.zdn.vn')).toBe('https://h5.zdn.vn');
    expect(await allowed('zbrowser://h5.zdn.vn')).toBe('zbrowser://h5.zdn.vn');
    expect(await allowed('https://evil.example')).toBeNull();
    expect(await allowed('https://h5.zdn.vn.evil.example')).toBeNull();
  });

  test('says that it lives, and that it is ready', async () => {
    const portal = await startTestPortal();
    expect((await fetch(`${portal.origin}/healthz`)).status).toBe(200);
    const ready = await fetch(`${portal.origin}/readyz`);
    expect(await ready.json()).toEqual({
      status: 'ready',
      checks: {
        database: true,
        disk: true,
        zalo: true,
        live: true,
        outbox: true,
        clocks: true,
        keys: true,
        news: true,
        'photo place': true,
        photos: true,
        oas: true,
        retention: true,
        sos: true,
        webhooks: true,
      },
    });
    expect(ready.status).toBe(200);
  });

  test('hands out the page for every address of the app, with headers that let nothing else in', async () => {
    const portal = await startTestPortal();
    const page = await fetch(`${portal.origin}/bao-tin?w=tay-thanh`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<div id="app">');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect((await fetch(`${portal.origin}/missing.js`)).status).toBe(404);
  });
});
