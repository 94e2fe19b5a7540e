import path from 'node:path';
import type { Page } from 'playwright-core';
import { leadHosts } from './chromium.ts';
import { type FakeZalo, type FakeZaloPageOptions, startFakeZalo } from './fake-zalo.ts';
import { inTayThanh, type TestPortal } from './portal.ts';

const www = path.resolve(import.meta.dirname, '../../www');

/** Zalo with the built package in it: it keeps nothing, and one serves all the tests of a worker. */
let zaloOfWorker: Promise<FakeZalo> | null = null;

/**
 * The built package inside Zalo, before a real portal, for the running test. `user` is whom Zalo and the sandbox know; their tokens
 * are those of the sandbox, the location's stands for a point in Tây Thạnh.
 */
export async function openInsideZalo(
  portal: TestPortal,
  pathInApp: string,
  { user = 'lan', ...options }: FakeZaloPageOptions & { user?: string } = {},
): Promise<Page> {
  zaloOfWorker ??= startFakeZalo({ folder: www });
  const zalo = await zaloOfWorker;
  await leadHosts({ 'localhost:8787': Number(new URL(portal.origin).port) });
  const { lat, lng } = inTayThanh;
  const location = await portal.post('/sandbox/api/mini-app-tokens', { user, kind: 'location', lat, lng });
  return zalo.open(pathInApp, {
    ...options,
    accessToken: await portal.accessToken(user),
    locationToken: ((await location.json()) as { token: string }).token,
  });
}
