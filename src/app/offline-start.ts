/** The page has drawn home by then; the worker must not take the line from it. */
const registerAfterMs = 500;

/**
 * Has the browser keep the app's files, so that it opens without a line from the second time on. Only the built page: while
 * developing, Vite changes files under their names. A browser that has or wants no workers goes without.
 */
export function prepareOfflineStart(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = () =>
    setTimeout(
      () =>
        void navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined),
      registerAfterMs,
    );
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
}
