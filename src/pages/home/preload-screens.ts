/** Home is drawn by then; nothing else is fetched before it, and it waits for no server. */
const preloadSosAfterMs = 800;

/** The screen of calls for help, before all others and on every line. */
export function preloadSos(): () => void {
  const timer = setTimeout(
    () => void import('../sos/sos.page.tsx').catch(() => undefined),
    preloadSosAfterMs,
  );
  return () => clearTimeout(timer);
}

/** Long enough for a slow phone to draw home first. */
const preloadAfterMs = 2_000;
/** A phone that is never idle goes on all the same. */
const idleLimitMs = 500;

/** In the order in which people go there. What is big or asks the server comes last. */
const screens: (() => Promise<unknown>)[] = [
  () => import('../send-tip/send-tip.page.tsx'),
  () => import('../choose-ward/choose-ward.page.tsx'),
  () => import('../procedures/procedures.page.tsx'),
  () => import('../my-tips/my-tips.page.tsx'),
  () => import('../track-tip/track-tip.page.tsx'),
  () => import('../news/news.page.tsx'),
  () => import('../channels/channels.page.tsx'),
  () => import('../procedure/procedure.page.tsx'),
  () => import('../news-article/news-article.page.tsx'),
  () => import('../form/form.page.tsx'),
  () => import('../drafts/drafts.page.tsx'),
  () => import('../privacy/privacy.page.tsx'),
  () => import('../unit/unit.page.tsx'),
  () => import('../../features/send-tip/outgoing/outgoing-notices.tsx'),
  () => import('#contract/procedure-search.ts'),
  () => import('../../api/duty-phones.ts').then(({ refreshDutyPhones }) => refreshDutyPhones()),
  () => import('../../api/procedure-copy.ts').then(({ keepProcedureCopy }) => keepProcedureCopy()),
];

/**
 * Fetches the other screens while the phone has nothing to do, one after the other, so that a touch meanwhile waits for none of them. They
 * then open at once, and without a line. A phone that saves data fetches what it opens. Returns how to stop.
 */
export function preloadWhenIdle(): (() => void) | undefined {
  if (savesData()) return;
  let isStopped = false;
  const goOn = async () => {
    for (const load of screens) {
      await untilIdle();
      if (isStopped) return;
      // A failed preload is no failure: the screen's own link loads it again and says so if it cannot.
      await load().catch(() => undefined);
    }
  };
  const timer = setTimeout(() => void goOn(), preloadAfterMs);
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** Only Chromium knows; where nobody knows, nothing is saved. */
function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData ?? false;
}

/** Safari has no such callback until late; there a pause does. */
const untilIdle = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function')
      requestIdleCallback(() => resolve(), { timeout: idleLimitMs });
    else setTimeout(resolve, idleLimitMs / 10);
  });
