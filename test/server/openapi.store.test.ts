import { describe, expect, test } from 'vitest';
import { openFuzz } from '../fuzz/fuzz.ts';
import { listOperations, type OpenApiDocument } from '../support/openapi-requests.ts';
import { startTestPortal } from '../support/portal.ts';

/** `npm run fuzz` takes others, for as long as is wished, and on both engines. */
const seed = 20_261_124;
/** Alone on a machine it takes some ten seconds. */
const nonsenseTimeoutMs = 120_000;

describe('every operation of the OpenAPI document', () => {
  test(
    'is answered as it says when nobody, a citizen or any of the staff ask nonsense, and no stranger reads what is another’s',
    async () => {
      const fuzz = await openFuzz(await startTestPortal());
      const { faults, requests } = await fuzz.round({ seed, runs: 1 });
      expect(faults).toEqual([]);
      expect(requests).toBeGreaterThan(1_000);
    },
    nonsenseTimeoutMs,
  );

  test('is known here, so that a new one is looked at', async () => {
    const portal = await startTestPortal();
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
  });
});

describe('the API around its operations', () => {
  test('answers unknown addresses and methods with a problem and a request id', async () => {
    const portal = await startTestPortal();
    for (const [method, address, status] of [
      ['GET', '/api/nothing', 404],
      ['DELETE', '/api/tips', 405],
      ['GET', '/api', 404],
    ] as const) {
      const response = await fetch(`${portal.origin}${address}`, { method });
      expect(response.status, address).toBe(status);
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
    // Whether its disk has room for days is the machine's, not ours.
    const { warnings, ...readiness } = (await ready.json()) as { warnings?: object };
    expect(Object.keys(warnings ?? {}).filter((check) => check !== 'disk')).toEqual([]);
    expect(readiness).toEqual({
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
