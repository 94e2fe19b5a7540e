import path from 'node:path';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { launchChromium } from './chromium.ts';
import { type FakeZaloPageOptions, startFakeZalo } from './fake-zalo.ts';
import { inTayThanh, type TestPortal } from './portal.ts';

const www = path.resolve(import.meta.dirname, '../../www');

/**
 * The built package inside Zalo, before a real portal, for the running test. `user` is whom Zalo and the sandbox know; their tokens
 * are those of the sandbox, the location's stands for a point in Tây Thạnh.
 */
export async function openInsideZalo(
  portal: TestPortal,
  pathInApp: string,
  { user = 'lan', ...options }: FakeZaloPageOptions & { user?: string } = {},
): Promise<Page> {
  const zalo = await startFakeZalo({ folder: www });
  const inside = await launchChromium({
    hosts: { ...zalo.hosts, 'localhost:8787': Number(new URL(portal.origin).port) },
  });
  onTestFinished(async () => {
    await inside.close();
    await zalo.stop();
  });
  const { lat, lng } = inTayThanh;
  const location = await portal.post('/sandbox/api/mini-app-tokens', { user, kind: 'location', lat, lng });
  return zalo.open(inside, pathInApp, {
    ...options,
    accessToken: await portal.accessToken(user),
    locationToken: ((await location.json()) as { token: string }).token,
  });
}
