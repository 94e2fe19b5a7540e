/**
 * Keeps the screen on by a wake lock until stopped. The browser takes the lock back whenever the page leaves the front, so it is asked
 * for again when the page returns. Without such a thing, or with a battery that is nearly empty, the phone locks as it always does.
 */
export function keepAwakeByLock(): () => void {
  let isStopped = false;
  let lock: WakeLockSentinel | null = null;
  const ask = async () => {
    if (isStopped || document.hidden) return;
    try {
      const given = await navigator.wakeLock?.request('screen');
      if (isStopped) void given?.release();
      else lock = given ?? null;
    } catch {
      lock = null;
    }
  };
  void ask();
  document.addEventListener('visibilitychange', ask);
  return () => {
    isStopped = true;
    document.removeEventListener('visibilitychange', ask);
    void lock?.release();
  };
}
