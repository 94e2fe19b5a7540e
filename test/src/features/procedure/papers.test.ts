import { describe, expect, test } from 'vitest';
import { loadPack } from '../../../../server/content/pack.ts';
import {
  casesOf,
  nothingPrepared,
  papersFor,
  progressOf,
  withAnswer,
  withTick,
} from '../../../../src/features/procedure/papers.rules.ts';

const pack = await loadPack('tan-phu');
const dossierOf = (id: string) => pack.procedures.find((procedure) => procedure.id === id)?.dossier ?? [];
const lodging = 'nhà thuê, mượn, ở nhờ';

describe('the list of papers for permanent residence', () => {
  const dossier = dossierOf('cu-tru-thuong-tru');

  test('asks about each case once', () => {
    expect(casesOf(dossier)).toHaveLength(4);
    expect(casesOf(dossier)).toContain(lodging);
  });

  test('shows what depends on a case as a perhaps, until that is answered', () => {
    const papers = papersFor(dossier, nothingPrepared);
    expect(papers).toHaveLength(dossier.length);
    expect(papers.filter(({ need }) => need === 'perhaps')).toHaveLength(5);

    const no = withAnswer(nothingPrepared, lodging, false);
    expect(papersFor(dossier, no).map(({ item }) => item.appliesWhen)).not.toContain(lodging);
    const yes = withAnswer(nothingPrepared, lodging, true);
    const needed = papersFor(dossier, yes).filter(({ need }) => need === 'needed');
    expect(needed.filter(({ item }) => item.appliesWhen === lodging)).toHaveLength(2);
    // The same answer again takes it back.
    expect(withAnswer(yes, lodging, true)).toEqual(nothingPrepared);
  });

  test('counts what is needed, and what somebody has besides', () => {
    const [first] = papersFor(dossier, nothingPrepared).filter(({ need }) => need === 'needed');
    const before = progressOf(papersFor(dossier, nothingPrepared));
    expect(before.ready).toBe(0);
    const ticked = withTick(nothingPrepared, first?.key ?? '', true);
    expect(progressOf(papersFor(dossier, ticked))).toEqual({ ready: 1, total: before.total });
    expect(withTick(ticked, first?.key ?? '', false)).toEqual(nothingPrepared);

    const yes = withAnswer(ticked, lodging, true);
    expect(progressOf(papersFor(dossier, yes))).toEqual({ ready: 1, total: before.total + 2 });
    const perhaps = papersFor(dossier, ticked).find(({ need }) => need === 'perhaps');
    const besides = withTick(ticked, perhaps?.key ?? '', true);
    expect(progressOf(papersFor(dossier, besides))).toEqual({ ready: 2, total: before.total + 1 });
  });
});

test('every paper of every procedure can be ticked by itself', () => {
  for (const { id, dossier } of pack.procedures) {
    const keys = papersFor(dossier, nothingPrepared).map(({ key }) => key);
    expect(new Set(keys).size, id).toBe(dossier.length);
    // As many questions as a person puts up with.
    expect(casesOf(dossier).length, id).toBeLessThanOrEqual(4);
  }
});
