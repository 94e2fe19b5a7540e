import type { Outcome } from '../platform.ts';

/** The phone's own sheet, where the browser has one; must be called from a tap. */
export async function shareByPhone(link: { url: string; title: string }): Promise<Outcome<void>> {
  if (!navigator.share) return { kind: 'unavailable', reason: 'unsupported' };
  try {
    await navigator.share(link);
    return { kind: 'ok', value: undefined };
  } catch (error) {
    const isCancelled = error instanceof DOMException && error.name === 'AbortError';
    return isCancelled ? { kind: 'declined' } : { kind: 'unavailable', reason: 'failed' };
  }
}
