import { useState } from 'react';
import { useAtomValue } from '../lib/store.ts';
import { platformAtom } from './platform.atom.ts';

export type OutsidePage = {
  /** The host of the page that Zalo did not open; null while nothing has failed. */
  unopened: string | null;
  /** For `OutsideLink`: inside Zalo, where a link leads nowhere, its press opens the page over the app; a browser follows the link itself. */
  pressOn(url: string): { onOpen?: () => void };
};

/** Leads to pages of others, and knows which of them could not be opened. */
export function useOutsidePage(): OutsidePage {
  const platform = useAtomValue(platformAtom);
  const [unopened, setUnopened] = useState<string | null>(null);
  const open = async (url: string) => {
    setUnopened(null);
    const outcome = await platform.openOutside(url);
    if (outcome.kind === 'unavailable') setUnopened(new URL(url).host);
  };
  return {
    unopened,
    pressOn: (url) => (platform.kind === 'zalo' ? { onOpen: () => void open(url) } : {}),
  };
}
