import { describe, expect, test } from 'vitest';
import { loadPack } from '../../../../server/content/pack.ts';
import {
  answersToSend,
  type FormDraft,
  fitAnswers,
  isBegun,
  readFormDrafts,
  removeFormDraft,
  writeFormDraft,
} from '../../../../src/features/fill-form/form-draft.ts';
import {
  draftIssues,
  firstOpenStep,
  firstPlace,
  issuesByPlace,
  issuesOfLeft,
  issuesOfStep,
} from '../../../../src/features/fill-form/form-issues.rules.ts';
import { createMemoryStore } from '../../../../src/lib/kept-text.ts';
import { fullAnswers } from '../../../support/form-answers.ts';

const { forms } = await loadPack('tan-phu-2025');
const formOf = (slug: string) => {
  const form = forms.find((one) => one.slug === slug);
  if (!form) throw new Error(`no form ${slug}`);
  return form;
};
const ct01 = formOf('ct01');
const today = '2026-11-24';

describe('answers on the phone', () => {
  const draft: FormDraft = {
    slug: 'ct01',
    answers: { fullName: 'Nguyễn Văn An' },
    remarks: {},
    changedAt: '2026-11-24T03:00:00.000Z',
  };

  test('are there again after the app was closed, each form for itself', () => {
    const store = createMemoryStore();
    writeFormDraft(store, draft);
    writeFormDraft(store, { ...draft, slug: 'ct03' });
    expect(readFormDrafts(store)).toEqual({ ct01: draft, ct03: { ...draft, slug: 'ct03' } });
    removeFormDraft(store, 'ct01');
    removeFormDraft(store, 'ct03');
    expect(readFormDrafts(store)).toEqual({});
    expect(store.getItem('form-draft-1:ct01')).toBeNull();
  });

  test('that were cut off in the middle count as none', () => {
    const store = createMemoryStore();
    store.setItem('form-drafts-1', '["ct01","ct03","dc01",7]');
    store.setItem('form-draft-1:ct01', '{"slug":"ct01","answers":{"fu');
    store.setItem('form-draft-1:ct03', '{"slug":"ct03","answers":[],"remarks":{},"changedAt":""}');
    expect(readFormDrafts(store)).toEqual({});
  });

  test('count as begun only when the person has said something', () => {
    const begun = (answers: FormDraft['answers']) => isBegun(ct01, { ...draft, answers });
    expect(begun({})).toBe(false);
    // The app itself addresses the form to the ward that was chosen.
    expect(begun({ authority: 'Công an phường Tây Thạnh' })).toBe(false);
    expect(begun({ fullName: ' ', members: [{ fullName: '' }] })).toBe(false);
    expect(begun({ fullName: 'An' })).toBe(true);
    expect(begun({ members: [{ fullName: 'Bé' }] })).toBe(true);
  });

  test('to questions that the form asks no more, or in another way now, are dropped', () => {
    const answers = fitAnswers(ct01, {
      fullName: 'Nguyễn Văn An',
      nickname: 'An',
      dob: ['20/05/1990'],
      members: [{ fullName: 'Bé', job: 'học sinh' }],
    });
    expect(answers).toEqual({ fullName: 'Nguyễn Văn An' });
  });

  test('are sent without a stay of which no day was given', () => {
    const ct03 = formOf('ct03');
    expect(answersToSend(ct03, { absence: { from: ' ', to: '' } })).toEqual({});
    expect(answersToSend(ct03, { absence: { from: '01/12/2026', to: '' } })).toEqual({
      absence: { from: '01/12/2026', to: '' },
    });
  });
});

describe('what a clerk would find wrong', () => {
  const whole = fitAnswers(ct01, fullAnswers(ct01) as FormDraft['answers']);

  test('is nothing with a form that is filled in well', () => {
    expect(draftIssues(ct01, whole, today)).toEqual({});
    expect(firstOpenStep(ct01, {})).toBeNull();
  });

  test('is known without asking the server, at the place where it stands', () => {
    const issues = draftIssues(
      ct01,
      { ...whole, personalId: '003190001234', members: [{ fullName: 'Bé', dob: '31/02/2015' }] },
      today,
    );
    expect(issues).toEqual({
      personalId: 'Ba chữ số đầu không phải mã tỉnh, thành phố. Vui lòng xem lại trên thẻ.',
      'members.0.dob': 'Ngày chưa đúng, ví dụ 20/05/1990.',
    });
    expect(firstOpenStep(ct01, issues)).toBe(2);
    const last = ct01.steps.at(-1);
    expect(last && firstPlace(issues, last)).toBe('members.0.dob');
    expect(last && issuesOfStep(issues, last)).toEqual({ 'members.0.dob': issues['members.0.dob'] });
  });

  test('is refused as by the server where letters cannot be printed', () => {
    expect(draftIssues(ct01, { ...whole, fullName: 'An 🚓' }, today).fullName).toMatch(/không in được/);
    expect(draftIssues(ct01, { ...whole, fullName: '阮文安' }, today).fullName).toMatch(/không in được/);
  });

  test('is said of what was typed and left, not of what is still to come', () => {
    const answers = { fullName: '', dob: '31/02/1990', members: [{ fullName: '', dob: '1' }] };
    const issues = draftIssues(ct01, answers, today);
    expect(issues.fullName).toMatch(/bắt buộc/);
    const left = new Set(['fullName', 'dob', 'members.0.dob']);
    expect(Object.keys(issuesOfLeft(issues, answers, (place) => left.has(place))).sort()).toEqual([
      'dob',
      'members.0.dob',
    ]);
    expect(issuesOfLeft(issues, answers, () => false)).toEqual({});
  });

  test('is one remark a place, the first that was made', () => {
    expect(
      issuesByPlace([
        { path: ['dob'], message: 'một' },
        { path: ['dob'], message: 'hai' },
        { path: ['members', 2, 'dob'], message: 'ba' },
      ]),
    ).toEqual({ dob: 'một', 'members.2.dob': 'ba' });
  });
});
