import { keptText } from '../../lib/kept-text.ts';
import { atom, useAtomValue, useSetAtom } from '../../lib/store.ts';
import { addPeople } from './family.rules.ts';
import { type Person, readFamily, writeFamily } from './family.ts';

const familyAtom = atom<Person[]>(readFamily(keptText));

const setFamilyAtom = atom(null, (_get, set, family: Person[]) => {
  writeFamily(keptText, family);
  set(familyAtom, family);
});

/** The people whom the phone remembers, only on request, and how to make it forget. */
export function useFamily(): {
  family: readonly Person[];
  remember: (people: readonly Person[]) => void;
  forget: (person: Person) => void;
  forgetAll: () => void;
} {
  const family = useAtomValue(familyAtom);
  const set = useSetAtom(setFamilyAtom);
  return {
    family,
    remember: (people) => set(addPeople(family, people)),
    forget: (person) => set(family.filter((each) => each !== person)),
    forgetAll: () => set([]),
  };
}
