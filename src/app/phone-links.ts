import { useEffect, useState } from 'react';
import type { Platform } from '../platform/platform.ts';

/** The number that a press was for, when the press was on a `tel:` link. */
function pressedNumber(event: MouseEvent): string | null {
  const link = event.target instanceof Element ? event.target.closest('a[href^="tel:"]') : null;
  return link?.getAttribute('href')?.slice('tel:'.length) ?? null;
}

/**
 * Numbers are plain `tel:` links everywhere. Inside Zalo, where such a link may do nothing, one listener hands every press to
 * Zalo's dialler. Answers the number that could not be dialled, to be said on screen, and how to take that back.
 */
export function usePhoneLinks(platform: Platform): { undialled: string | null; dismiss: () => void } {
  const [undialled, setUndialled] = useState<string | null>(null);

  useEffect(() => {
    if (platform.kind !== 'zalo') return;
    const dial = async (event: MouseEvent) => {
      const phone = pressedNumber(event);
      // A press that no person made is the platform's own way of last resort: a `tel:` link that it presses itself.
      if (!phone || !event.isTrusted) return;
      event.preventDefault();
      const outcome = await platform.call(phone);
      setUndialled(outcome.kind === 'unavailable' ? phone : null);
    };
    document.addEventListener('click', dial);
    return () => document.removeEventListener('click', dial);
  }, [platform]);

  return { undialled, dismiss: () => setUndialled(null) };
}
