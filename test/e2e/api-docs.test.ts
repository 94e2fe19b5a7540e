import { expect, test } from 'vitest';
import { openPhonePage } from '../support/chromium.ts';
import { startTestPortal } from '../support/portal.ts';

test('somebody who writes a client reads the whole API and tries an operation, and the page asks nobody but this server', async () => {
  const portal = await startTestPortal();
  const page = await openPhonePage({
    context: { viewport: { width: 1280, height: 900 }, isMobile: false, hasTouch: false },
  });
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).protocol + new URL(request.url()).host));
  // At the address that the document names: what is tried goes there.
  const origin = portal.origin.replace('127.0.0.1', 'localhost');
  await page.goto(`${origin}/api/docs`);
  await page.getByRole('heading', { name: /Zalo An ninh/ }).waitFor();
  await page.getByText('Sending a tip and following it with its code and receipt.').waitFor();
  await page.locator('.opblock-tag[data-tag="portal"]').click();
  const duty = page.locator('.opblock', { hasText: '/api/duty-phones' });
  await duty.locator('.opblock-summary-control').click();
  await duty.getByRole('button', { name: 'Try it out' }).click();
  await duty.getByRole('button', { name: 'Execute' }).click();
  await duty.locator('.live-responses-table .response-col_status', { hasText: '200' }).waitFor();
  if (process.env.PICTURES) await page.screenshot({ path: process.env.PICTURES });

  const own = new URL(origin);
  expect([...asked].filter((address) => address !== 'data:')).toEqual([own.protocol + own.host]);
});
