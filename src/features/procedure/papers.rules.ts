import type { ProcedureDetail } from '#contract/procedures.ts';

type DossierItem = ProcedureDetail['dossier'][number];

/** What somebody has said and ticked about one procedure. Cases by their words, papers by their names: both outlive a new edition. */
export type Preparation = {
  readonly answers: Readonly<Record<string, boolean>>;
  readonly ticked: readonly string[];
};

export const nothingPrepared: Preparation = { answers: {}, ticked: [] };

/**
 * One paper of the list. `needed`: it has to be there. `if-any`: bring it if you have it. `perhaps`: only in a case about which the
 * person has not said yet.
 */
export type Paper = {
  item: DossierItem;
  key: string;
  need: 'needed' | 'if-any' | 'perhaps';
  isTicked: boolean;
};

/** The cases of a procedure to be asked about, in the order of its papers. */
export function casesOf(dossier: readonly DossierItem[]): string[] {
  return [...new Set(dossier.flatMap(({ appliesWhen }) => appliesWhen ?? []))];
}

/** What this person has to bring: papers of cases that are not theirs are left out. */
export function papersFor(dossier: readonly DossierItem[], { answers, ticked }: Preparation): Paper[] {
  return dossier.flatMap((item, index): Paper[] => {
    // Two papers of one procedure may have the same name, for another case each.
    const key =
      dossier.findIndex(({ name }) => name === item.name) === index ? item.name : `${item.name} (${index})`;
    const answer = item.appliesWhen === null ? true : answers[item.appliesWhen];
    if (answer === false) return [];
    const need = answer === undefined ? 'perhaps' : isNeeded(item) ? 'needed' : 'if-any';
    return [{ item, key, need, isTicked: ticked.includes(key) }];
  });
}

/** A paper for a case is needed in that case; one for everybody only if it says so. */
const isNeeded = (item: DossierItem) => item.isRequired || item.appliesWhen !== null;

/** How far somebody is: of what is needed, and of what they have ticked besides. */
export function progressOf(papers: readonly Paper[]): { ready: number; total: number } {
  const counted = papers.filter(({ need, isTicked }) => need === 'needed' || isTicked);
  return { ready: counted.filter(({ isTicked }) => isTicked).length, total: counted.length };
}

/** Says yes or no to a case; saying the same again takes it back. */
export function withAnswer(preparation: Preparation, when: string, answer: boolean): Preparation {
  const { [when]: before, ...others } = preparation.answers;
  return { ...preparation, answers: before === answer ? others : { ...others, [when]: answer } };
}

/** Ticks a paper, or takes the tick off. */
export function withTick({ answers, ticked }: Preparation, key: string, isTicked: boolean): Preparation {
  const others = ticked.filter((each) => each !== key);
  return { answers, ticked: isTicked ? [...others, key] : others };
}
