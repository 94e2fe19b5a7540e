import { atom } from '../lib/store.ts';
import type { Platform } from './platform.ts';

const createdAtom = atom<Platform | null>(null);

/** The phone, put here once by the entry. Reading it earlier is a fault of ours, not of the phone. */
export const platformAtom = atom(
  (get): Platform => {
    const platform = get(createdAtom);
    if (!platform) throw new Error('The platform is read before the entry has created it.');
    return platform;
  },
  (_get, set, platform: Platform) => set(createdAtom, platform),
);
