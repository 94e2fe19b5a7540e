import type { DeskTipItem } from '#contract/staff.ts';
import { foldVietnamese } from '#contract/vietnamese-text.ts';
import type { TipStatus } from '#contract/vocabulary.ts';

/** A row of the list: one tip, or several that say nearly the same, the most pressing first. */
export type DeskRow =
  | { kind: 'tip'; tip: DeskTipItem }
  | { kind: 'alike'; key: string; tips: [DeskTipItem, ...DeskTipItem[]] };

/** Fewer stand in the list one by one. */
const groupMin = 3;
/** "Cháy nhà" is what anybody writes: so few words say nothing about likeness. */
const tellingWordsMin = 5;
const commonShareMin = 0.75;
/** Groups that a tip is compared with: a list of nothing but different tips stays quick. */
const groupsComparedMax = 60;

type Gathering = { words: ReadonlySet<string>; tips: [DeskTipItem, ...DeskTipItem[]] };

/** What is over is looked up, not worked off: it stands one by one. */
const over: readonly TipStatus[] = ['answered', 'closed', 'declined'];

/**
 * Puts together what has come as far and says nearly the same of the same matter to the same unit. The list shows the beginning of
 * each tip's words alone, so this is careful: a tip of its own under a heap is worse than a heap that shows.
 */
export function groupAlike(items: readonly DeskTipItem[]): DeskRow[] {
  const gatherings = new Map<string, Gathering[]>();
  const placeOf = new Map<string, Gathering>();
  for (const tip of items) {
    if (over.includes(tip.status) || tip.restricted) continue;
    const words = wordsOf(tip.excerpt);
    if (words.size < tellingWordsMin) continue;
    const subject = `${tip.status}|${tip.kind}|${tip.category.id}|${tip.unit.id}`;
    const known = gatherings.get(subject) ?? [];
    const alike = known.find((gathering) => isAlike(gathering.words, words));
    if (alike) alike.tips.push(tip);
    else if (known.length < groupsComparedMax) known.push({ words, tips: [tip] });
    gatherings.set(subject, known);
    const gathering = alike ?? known[known.length - 1];
    if (gathering) placeOf.set(tip.code, gathering);
  }
  return items.flatMap((tip): DeskRow[] => {
    const gathering = placeOf.get(tip.code);
    const isGroup = gathering && gathering.tips.length >= groupMin && gathering.tips.includes(tip);
    if (!isGroup) return [{ kind: 'tip', tip }];
    const [first] = gathering.tips;
    return first === tip ? [{ kind: 'alike', key: `alike:${first.code}`, tips: gathering.tips }] : [];
  });
}

/** Numbers are all alike, so that counting up makes no new text. */
const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    foldVietnamese(text)
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => word.replace(/\d+/g, '0')),
  );

function isAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return common / (one.size + other.size - common) >= commonShareMin;
}
