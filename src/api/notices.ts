import type { Notices } from '#contract/news.ts';
import type { UnitSummary } from '#contract/portal.ts';
import { keptText } from '../lib/kept-text.ts';
import { atom } from '../lib/store.ts';
import { requestIfChanged } from './if-changed.ts';

export type UrgentNotice = Notices['items'][number];

const keptName = 'notices-1';

type NoticesCopy = { etag: string | null; items: UrgentNotice[] };

/** Kept for a start without a line; each with its end, after which it is not shown. */
function readCopy(): NoticesCopy {
  try {
    const copy: NoticesCopy | null = JSON.parse(keptText.getItem(keptName) ?? 'null');
    if (copy && Array.isArray(copy.items)) return copy;
  } catch {
    // A phone's storage can be cut off in the middle; they are asked for anew.
  }
  return { etag: null, items: [] };
}

const copyAtom = atom<NoticesCopy>(readCopy());

export const noticesAtom = atom((get) => get(copyAtom).items);

/** Going from screen to screen asks no more often than staying on one. */
const askAgainAfterMs = 5_000;
let isAsking = false;
let answeredAtMs: number | null = null;

/** Asks whether there are others; that it failed is no failure, what is known stays until its end. */
export const refreshNoticesAtom = atom(null, async (get, set) => {
  if (isAsking || (answeredAtMs !== null && Date.now() - answeredAtMs < askAgainAfterMs)) return;
  isAsking = true;
  const answer = await requestIfChanged<Notices>('/api/notices', get(copyAtom).etag);
  isAsking = false;
  answeredAtMs = answer.ok ? Date.now() : null;
  if (!answer.ok || answer.value.kind === 'same') return;
  const copy = { etag: answer.value.etag, items: answer.value.value.items };
  keptText.setItem(keptName, JSON.stringify(copy));
  set(copyAtom, copy);
});

/** The unit and all above it. */
export function unitPath(units: readonly UnitSummary[], unitId: string): string[] {
  const path: string[] = [];
  let next: string | null = unitId;
  while (next !== null && !path.includes(next)) {
    const id: string = next;
    path.push(id);
    next = units.find((unit) => unit.id === id)?.parentId ?? null;
  }
  return path;
}

/** Those in force for somebody of these units; null: it is not known whose they are, so each is shown, with its unit's name. */
export const noticesInForce = (
  notices: readonly UrgentNotice[],
  unitIds: readonly string[] | null,
  now: number,
): UrgentNotice[] =>
  notices.filter(
    ({ until, unit }) => Date.parse(until) > now && (unitIds === null || unitIds.includes(unit.id)),
  );
