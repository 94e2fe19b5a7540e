import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { paths } from '../../src/text/paths.ts';
import { openPhonePage } from '../support/chromium.ts';
import { patience } from '../support/forwarding.ts';
import { inTayThanh, startPortalOfFile, type TestPortal } from '../support/portal.ts';

/** The page's own policy in a real browser: the app lives with it, and what somebody smuggles in does not. */
const dist = path.resolve(import.meta.dirname, '../../dist');

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist });
  return portal.stop;
});

/** One screen of each kind, as people come to it by an address. */
const addresses = [
  '/?w=tay-thanh',
  paths.sos,
  paths.sendTip,
  paths.drafts,
  paths.trackTip,
  paths.channels,
  `${paths.unit}/tay-thanh`,
  paths.procedures,
  paths.privacy,
  paths.desk,
];

/** What the browser kept from happening on the page since it was opened, as `directive address`. */
const violationsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as { violations?: string[] }).violations ?? []);

/** Counted from before the page's first line, in every document it opens. */
const watchViolations = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const violations: string[] = [];
    (globalThis as { violations?: string[] }).violations = violations;
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      violations.push(`${effectiveDirective} ${blockedURI}`);
    });
  });

describe('the policy of the page', () => {
  test('lets every screen do all that it does, and its service worker too', async () => {
    const page = await openPhonePage({
      position: inTayThanh,
      context: { serviceWorkers: 'allow' },
    });
    await watchViolations(page);
    for (const address of addresses) {
      await page.goto(`${portal.origin}${address}`);
      await page.getByRole('heading').first().waitFor();
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      expect(await violationsOf(page), address).toEqual([]);
    }
  });

  test('stops a script and a picture that somebody smuggled into it', async () => {
    const page = await openPhonePage({ expectedErrors: [/Content Security Policy/] });
    await watchViolations(page);
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await page.getByRole('heading').first().waitFor();
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.smuggled = true';
      const picture = document.createElement('img');
      picture.src = 'https://elsewhere.example/?stolen';
      document.body.append(script, picture);
    });
    await expect
      .poll(() => violationsOf(page), patience)
      .toEqual(['script-src-elem inline', 'img-src https://elsewhere.example/?stolen']);
    expect(await page.evaluate(() => 'smuggled' in globalThis)).toBe(false);
  });
});
