import type { FormDefinition } from '#contract/procedures.ts';
import { keptText } from '../../lib/kept-text.ts';
import { atom, useAtomValue, useSetAtom } from '../../lib/store.ts';
import {
  type DraftAnswers,
  emptyFormDraft,
  type FormDraft,
  fitAnswers,
  readFormDraft,
  readFormDrafts,
  removeFormDraft,
  writeFormDraft,
} from './form-draft.ts';

const draftsAtom = atom<Record<string, FormDraft>>(readFormDrafts(keptText));

/** Every draft on the phone, the one changed last first. */
export const formDraftsAtom = atom((get) =>
  Object.values(get(draftsAtom)).sort((one, other) => other.changedAt.localeCompare(one.changedAt)),
);

/** Every change is kept on the phone at once. What is said about an answer goes with the answer it was said about. */
const changeAtom = atom(null, (get, set, slug: string, change: DraftAnswers) => {
  // As it lies on the phone: another window of the app may have gone on with it.
  const former = readFormDraft(keptText, slug) ?? emptyFormDraft(slug);
  const isAbout = (place: string) => Object.keys(change).some((key) => key === place.split('.')[0]);
  const draft: FormDraft = {
    slug,
    answers: { ...former.answers, ...change },
    remarks: Object.fromEntries(Object.entries(former.remarks).filter(([place]) => !isAbout(place))),
    changedAt: new Date().toISOString(),
  };
  set(draftsAtom, { ...get(draftsAtom), [slug]: draft });
  writeFormDraft(keptText, draft);
});

const remarkAtom = atom(null, (get, set, slug: string, remarks: Record<string, string>) => {
  const draft = get(draftsAtom)[slug];
  if (!draft) return;
  set(draftsAtom, { ...get(draftsAtom), [slug]: { ...draft, remarks } });
  writeFormDraft(keptText, { ...draft, remarks });
});

const wipeAtom = atom(null, (get, set, slug: string) => {
  const { [slug]: _wiped, ...others } = get(draftsAtom);
  set(draftsAtom, others);
  removeFormDraft(keptText, slug);
});

/** The one draft of a form, and what may be done with it. */
export type UsedFormDraft = {
  draft: FormDraft;
  change: (answers: DraftAnswers) => void;
  /** Keeps what the server found wrong, by place. */
  remark: (remarks: Record<string, string>) => void;
  wipe: () => void;
};

export function useFormDraft(form: FormDefinition): UsedFormDraft {
  const { slug } = form;
  const kept = useAtomValue(draftsAtom)[slug] ?? emptyFormDraft(slug);
  const change = useSetAtom(changeAtom);
  const remark = useSetAtom(remarkAtom);
  const wipe = useSetAtom(wipeAtom);
  return {
    draft: { ...kept, answers: fitAnswers(form, kept.answers) },
    change: (answers) => change(slug, answers),
    remark: (remarks) => remark(slug, remarks),
    wipe: () => wipe(slug),
  };
}
