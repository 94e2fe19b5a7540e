import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { patience } from './forwarding.ts';

const inHand = new WeakSet<BrowserContext>();

/** From now on the phone's time is ours to hurry; it goes on by itself otherwise. What measures time must not have begun before. */
export async function takeTimeInHand(page: Page): Promise<void> {
  if (inHand.has(page.context())) return;
  inHand.add(page.context());
  await page.clock.install();
}

/** Lets the phone's time pass at once, for what a page does after a while. */
export async function letTimePass(page: Page, milliseconds: number): Promise<void> {
  await takeTimeInHand(page);
  await page.clock.runFor(milliseconds);
}

/** Lets the phone's time pass in such steps until `isSo`: for what the page asks for again and again. */
export async function letTimePassUntil(
  page: Page,
  stepMs: number,
  isSo: () => Promise<boolean>,
): Promise<void> {
  const passed = async () => {
    await letTimePass(page, stepMs);
    return await isSo();
  };
  await expect.poll(passed, patience).toBe(true);
}
