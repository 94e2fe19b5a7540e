import { sessionText } from '../lib/kept-text.ts';
import { atom } from '../lib/store.ts';

/** Gone when the window is closed; never in localStorage, never in an address. */
const credentialKey = 'desk-credential';
/** Begins the names of all that is written at the desk and not sent. */
const draftsKey = 'desk-drafts';

/** Why nobody is at the desk now. */
export type DeskAbsence = 'refused' | 'left' | 'link-refused' | null;

const credentialAtom = atom(sessionText.getItem(credentialKey));
const absenceAtom = atom<DeskAbsence>(null);

/** What opens the desk in this window; null: nobody is there. */
export const deskCredentialAtom = atom((get) => get(credentialAtom));
export const deskAbsenceAtom = atom((get) => get(absenceAtom));

export const enterDeskAtom = atom(null, (_get, set, credential: string) => {
  sessionText.setItem(credentialKey, credential);
  set(credentialAtom, credential);
  set(absenceAtom, null);
});

/**
 * Forgets what opens the desk. Who leaves also loses what they wrote and did not send; who was put out because a credential ended finds
 * it again.
 */
export const leaveDeskAtom = atom(null, (_get, set, why: Exclude<DeskAbsence, null>) => {
  sessionText.removeItem(credentialKey);
  if (why === 'left') sessionText.removeItem(draftsKey);
  set(credentialAtom, null);
  set(absenceAtom, why);
});

/** Longer than anybody writes in one watch; the oldest go first. */
const draftsMax = 40;

type Drafts = Record<string, Record<string, string>>;

function readDrafts(): Drafts {
  try {
    const value: unknown = JSON.parse(sessionText.getItem(draftsKey) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Drafts) : {};
  } catch {
    return {};
  }
}

const draftKey = ({ staffId, code, move }: DeskDraftOf): string => `${staffId} ${code} ${move}`;

/** Whose words they are, to which tip, for which move: the next person at this window does not find them. */
export type DeskDraftOf = { staffId: string; code: string; move: string };

/** What was written and not sent: its fields by name. */
export const readDeskDraft = (of: DeskDraftOf): Record<string, string> => readDrafts()[draftKey(of)] ?? {};

export function writeDeskDraft(of: DeskDraftOf, fields: Readonly<Record<string, string>>): void {
  const { [draftKey(of)]: _, ...others } = readDrafts();
  const isEmpty = Object.values(fields).every((value) => value === '');
  const kept = Object.entries(others).slice(isEmpty ? -draftsMax : 1 - draftsMax);
  const drafts = Object.fromEntries(isEmpty ? kept : [...kept, [draftKey(of), { ...fields }]]);
  sessionText.setItem(draftsKey, JSON.stringify(drafts));
}
