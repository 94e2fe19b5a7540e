/** The one door to jotai: what the app keeps in memory goes through these names. */
export {
  atom,
  createStore,
  type Getter,
  Provider,
  type Setter,
  useAtomValue,
  useSetAtom,
} from 'jotai';
