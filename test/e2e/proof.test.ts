import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openPhonePage } from '../support/chromium.ts';
import { agreeAndSend, chooseKind, giveMyPlace, stayAnonymous, tellStory } from '../support/citizen-steps.ts';
import { patience } from '../support/forwarding.ts';
import { openInsideZalo } from '../support/inside-zalo.ts';
import { inTayThanh, noisyKaraoke, startPortalOfFile, type TestPortal } from '../support/portal.ts';

/** Somebody sends a tip from an address from which thirty have just come: the phone works for it, and it arrives. */
const dist = path.resolve(import.meta.dirname, '../../dist');
/** The browser itself reports a 428 of the API as a failed resource. */
const expectedErrors = [/status of 428/];
const unit = 'Công an phường Tây Thạnh';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist, environment: { RATE_LIMITS: 'on' } });
  const consentVersion = (await portal.portal()).consent.version;
  for (let sent = 0; sent < 30; sent += 1) {
    const answer = await portal.sendTip(noisyKaraoke({ consentVersion, description: `Tin thử số ${sent}` }));
    expect(answer.status).toBe(201);
  }
  expect((await portal.sendTip(noisyKaraoke({ consentVersion }), randomUUID())).status).toBe(428);
  return portal.stop;
});

async function writeTip(page: Page): Promise<void> {
  await chooseKind(page);
  await tellStory(page);
  await giveMyPlace(page);
  await stayAnonymous(page);
}

/** A phone twenty times slower than this machine, so that the work can be seen. */
async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 20 });
}

async function expectOneInGroup({ code }: { code: string }): Promise<void> {
  const withCode = async () => {
    const messages = await portal.messages('tay-thanh');
    return messages.filter((message) => message.text.includes(code)).length;
  };
  await expect.poll(withCode, patience).toBe(1);
}

describe('a phone that is asked to work', () => {
  test('does so in a worker beside the page', async () => {
    const page = await openPhonePage({ position: inTayThanh, expectedErrors });
    const workers: string[] = [];
    page.on('worker', (worker) => workers.push(new URL(worker.url()).pathname));
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await writeTip(page);
    const sent = await agreeAndSend(page, unit);

    expect(workers).toEqual([expect.stringMatching(/^\/assets\/proof-worker/)]);
    await expectOneInGroup(sent);
  });

  test('does so on the page’s own thread where there are no workers, and says what is going on', async () => {
    const page = await openPhonePage({ position: inTayThanh, expectedErrors });
    await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'));
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await writeTip(page);
    await slowDown(page);
    const isSaid = page.getByText('Đang xác nhận, vui lòng đợi…').waitFor();
    const [sent] = await Promise.all([agreeAndSend(page, unit), isSaid]);

    await expectOneInGroup(sent);
  });

  test('does so where a policy forbids workers', async () => {
    const page = await openPhonePage({
      position: inTayThanh,
      expectedErrors: [...expectedErrors, /worker/i],
    });
    await page.route(`${portal.origin}/?w=tay-thanh`, async (route) => {
      const answer = await route.fetch();
      const policy = answer
        .headers()
        ['content-security-policy']?.replace("worker-src 'self'", "worker-src 'none'");
      await route.fulfill({
        response: answer,
        headers: { ...answer.headers(), 'content-security-policy': policy ?? '' },
      });
    });
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await writeTip(page);

    await expectOneInGroup(await agreeAndSend(page, unit));
  });

  test('does so inside Zalo', async () => {
    const page = await openInsideZalo(portal, '/?w=tay-thanh', { expectedErrors });
    await writeTip(page);

    await expectOneInGroup(await agreeAndSend(page, unit));
  });
});
