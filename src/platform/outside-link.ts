import type { Outcome } from './platform.ts';

/** The page of an OA, on which a browser can follow it and a phone goes on to Zalo. */
export const oaPage = (oaId: string): string => `https://zalo.me/${encodeURIComponent(oaId)}`;

/** The address in its full form, or null when it is none to leave for: only https goes out. */
export function outsideAddress(url: string): string | null {
  try {
    const address = new URL(url);
    return address.protocol === 'https:' ? address.href : null;
  } catch {
    return null;
  }
}

/**
 * Opens the page beside ours by a link that is pressed for the person; must be called from a tap. The other page learns nothing of
 * ours and cannot reach back into it.
 */
export function openOutsideLink(url: string): Outcome<void> {
  const address = outsideAddress(url);
  if (address === null) return { kind: 'unavailable', reason: 'failed' };
  const link = document.createElement('a');
  link.href = address;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  return { kind: 'ok', value: undefined };
}
