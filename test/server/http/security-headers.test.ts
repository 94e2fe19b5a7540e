import { describe, expect, test } from 'vitest';
import { startTestPortal } from '../../support/portal.ts';

/** One answer of every kind: page, its files, health, API, problem, feed, webhook, consent page. */
const addresses = [
  '/',
  '/desk',
  '/sos',
  '/assets/none.js',
  '/sw.js',
  '/healthz',
  '/readyz',
  '/api/portal',
  '/api/openapi.json',
  '/api/docs',
  '/metrics',
  '/api/nothing-here',
  '/api/tips/AN-0000-0000',
  '/api/staff/me',
  '/feeds/tay-thanh.rss',
  '/webhooks/zalo-oa',
  '/oauth/zalo-oa',
];

describe('whatever the portal answers', () => {
  test('tells the browser not to guess, frame, refer or run what is not ours', async () => {
    const portal = await startTestPortal();
    for (const address of addresses) {
      const { headers } = await fetch(`${portal.origin}${address}`);
      expect(headers.get('x-content-type-options'), address).toBe('nosniff');
      expect(headers.get('referrer-policy'), address).toBe('no-referrer');
      expect(headers.get('strict-transport-security'), 'on http').toBeNull();
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, address).toContain("default-src 'none'");
      expect(policy, address).toContain("frame-ancestors 'none'");
      expect(scriptSources(policy), address).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
    }
  });

  test('lets the page ask for place and camera, and for nothing else of the phone', async () => {
    const portal = await startTestPortal();
    const { headers } = await fetch(`${portal.origin}/?w=tay-thanh`);
    const permissions = headers.get('permissions-policy')?.split(', ') ?? [];
    expect(permissions).toContain('geolocation=(self)');
    expect(permissions).toContain('camera=(self)');
    expect(permissions).toContain('microphone=()');
  });
});

describe('a portal that people reach by https', () => {
  test('tells every browser to come by https from now on', async () => {
    const portal = await startTestPortal({
      environment: { SANDBOX: 'demo', PUBLIC_URL: 'https://an-ninh.example' },
    });
    for (const address of addresses) {
      const { headers } = await fetch(`${portal.origin}${address}`);
      expect(headers.get('strict-transport-security'), address).toBe('max-age=31536000');
    }
  });
});

const scriptSources = (policy: string): string =>
  policy.split(';').find((directive) => directive.trim().startsWith('script-src')) ?? '';
