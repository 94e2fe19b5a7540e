import type { Page } from 'playwright-core';

/** Holds back what the page asks for at these addresses until it is let go: a line that is slow just there. */
export async function holdRequests(page: Page, addresses: string | RegExp): Promise<{ letGo(): void }> {
  const held = Promise.withResolvers<void>();
  await page.route(addresses, async (route) => {
    await held.promise;
    await route.fallback();
  });
  return { letGo: held.resolve };
}
