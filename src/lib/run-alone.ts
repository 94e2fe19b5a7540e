import { keptText, keptTextPrefix } from './kept-text.ts';
import { randomId } from './random-id.ts';

const leaseMs = 30_000;
const leaseRenewalMs = 10_000;

/**
 * Does the work unless another window of the app is at the same (by `name`); answers whether it was done here. Web Locks where the
 * phone has them; elsewhere a lease in storage, which two windows can win at the same instant, so the work must bear that.
 */
export async function runAlone(name: string, work: () => Promise<void>): Promise<boolean> {
  if (!globalThis.navigator?.locks) return runUnderLease(name, work);
  const lockName = `${keptTextPrefix(globalThis.location?.pathname ?? '')}${name}`;
  return navigator.locks.request(lockName, { ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    await work();
    return true;
  });
}

type Lease = { owner: string; until: number };

function readLease(key: string): Lease | null {
  try {
    const lease: Lease | null = JSON.parse(keptText.getItem(key) ?? 'null');
    return lease && lease.until > Date.now() ? lease : null;
  } catch {
    return null;
  }
}

async function runUnderLease(name: string, work: () => Promise<void>): Promise<boolean> {
  const key = `lease:${name}`;
  const owner = randomId();
  if (readLease(key)) return false;
  const renew = () => keptText.setItem(key, JSON.stringify({ owner, until: Date.now() + leaseMs }));
  renew();
  const timer = setInterval(renew, leaseRenewalMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
    if (readLease(key)?.owner === owner) keptText.removeItem(key);
  }
  return true;
}
