import { describe, expect, test } from 'vitest';
import { checkAnswers } from '#contract/form-answers.ts';
import { readPersonalNumber } from '#contract/personal-number.ts';
import { loadPack } from '../../../server/content/pack.ts';
import { readTinos } from '../../../server/documents/tinos.ts';
import { fullAnswers } from '../../support/form-answers.ts';

const pack = await loadPack('tan-phu-2025');
const font = readTinos('normal');

/** A CT01 in which only what is named differs from a right one. */
const problemsOf = (more: Record<string, unknown>, slug = 'ct01') => check(slug, more).issues;

function check(slug: string, more: Record<string, unknown>) {
  const form = pack.forms.find((one) => one.slug === slug);
  if (!form) throw new Error(`no form ${slug}`);
  return checkAnswers(
    form,
    { ...fullAnswers(form), ...more },
    { today: '2026-11-24', isPrintable: font.has },
  );
}

const member = { fullName: 'Nguyễn Văn An' };

test.each<[string, Record<string, unknown>, (string | number)[], RegExp]>([
  ['a field the form does not have', { nickname: 'An' }, ['nickname'], /không có mục/],
  ['a field of every object', { constructor: 'An' }, ['constructor'], /không có mục/],
  ['10,000 characters', { fullName: 'A'.repeat(10_000) }, ['fullName'], /tối đa 200/],
  ['201 characters', { fullName: 'Ạ'.repeat(201) }, ['fullName'], /tối đa 200/],
  ['a number for a name', { fullName: 7 }, ['fullName'], /không đúng kiểu/],
  ['a list for a name', { fullName: ['An'] }, ['fullName'], /không đúng kiểu/],
  ['a truth for a name', { fullName: true }, ['fullName'], /không đúng kiểu/],
  ['nothing where something is needed', { fullName: '   ' }, ['fullName'], /bắt buộc/],
  ['a zero byte', { fullName: 'An\u0000' }, ['fullName'], /ký tự điều khiển/],
  ['a tab', { fullName: 'An\tBình' }, ['fullName'], /ký tự điều khiển/],
  ['text turned round', { fullName: 'An \u202eBình' }, ['fullName'], /ký tự điều khiển/],
  ['half a character', { fullName: 'An \ud83d' }, ['fullName'], /ký tự điều khiển/],
  ['a second line', { fullName: 'An\nBình' }, ['fullName'], /một dòng/],
  ['what the font cannot print', { fullName: 'An 🚓' }, ['fullName'], /không in được/],
  ['letters of another script', { fullName: '阮文安' }, ['fullName'], /không in được/],
  ['a formula', { fullName: '=HYPERLINK("http://x")' }, ['fullName'], /không bắt đầu/],
  ['a formula behind spaces', { request: 'Đăng ký\n  +1+cmd' }, ['request'], /không bắt đầu/],
  ['a formula with a minus', { fullName: '-2+3' }, ['fullName'], /không bắt đầu/],
  ['a formula with an at', { fullName: '@SUM(A1)' }, ['fullName'], /không bắt đầu/],
  ['a day that is none', { dob: '1990-02-30' }, ['dob'], /Ngày chưa đúng/],
  ['a day in words', { dob: 'hôm qua' }, ['dob'], /Ngày chưa đúng|tối đa/],
  ['a birth tomorrow', { dob: '2026-11-25' }, ['dob'], /tương lai/],
  ['a birth long ago', { dob: '01/01/1899' }, ['dob'], /từ 1900/],
  ['a gender that is no option', { gender: 'Khác' }, ['gender'], /danh sách/],
  ['eleven digits', { personalId: '07919000123' }, ['personalId'], /12 chữ số/],
  ['a province that is none', { personalId: '003190001234' }, ['personalId'], /mã tỉnh/],
  ['a birth that is to come', { personalId: '079390001234' }, ['personalId'], /năm sinh chưa đúng/],
  ['the number of somebody older', { personalId: '079189001234' }, ['personalId'], /năm sinh/],
  ['the number of a man', { personalId: '079090001234' }, ['personalId'], /giới tính/],
  ['a short phone', { phone: '091234567' }, ['phone'], /Số điện thoại/],
  ['a phone that is a formula', { phone: '=0912345678' }, ['phone'], /Số điện thoại/],
  ['an address without a place', { email: 'an@' }, ['email'], /thư điện tử/],
  ['ten rows of nine', { members: Array(10).fill(member) }, ['members'], /9 dòng/],
  ['a row that is none', { members: ['An'] }, ['members', 0], /không đúng kiểu/],
  ['a column that is none', { members: [{ ...member, job: 'x' }] }, ['members', 0, 'job'], /cột/],
  ['a row without a name', { members: [member, { gender: 'Nam' }] }, ['members', 1, 'fullName'], /bắt buộc/],
  [
    'a wrong number in the third row',
    { members: [member, member, { ...member, personalId: '12' }] },
    ['members', 2, 'personalId'],
    /12 chữ số/,
  ],
  ['a row in a row', { members: [{ fullName: { fullName: 'An' } }] }, ['members', 0, 'fullName'], /kiểu/],
])('%s is named with its field', (_name, more, path, message) => {
  const issues = problemsOf(more);
  expect(issues).toHaveLength(1);
  expect(issues[0]?.path).toEqual(path);
  expect(issues[0]?.message).toMatch(message);
});

test.each<[string, string, Record<string, unknown>, (string | number)[]]>([
  [
    'ct03',
    'an end before its beginning',
    { absence: { from: '2026-12-02', to: '2026-12-01' } },
    ['absence', 'to'],
  ],
  ['ct03', 'no end', { absence: { from: '2026-12-02' } }, ['absence', 'to']],
  ['ct03', 'a range in words', { absence: 'một tuần' }, ['absence']],
  [
    'ct03',
    'more than two ends',
    { absence: { from: '2026-12-02', to: '2026-12-03', until: 1 } },
    ['absence', 'until'],
  ],
  [
    'luu-tru',
    'a stay that is none any more',
    { stay: { from: '2026-12-01', to: '2027-01-01' } },
    ['stay', 'to'],
  ],
  ['dc02', 'a box that is none', { requestTypes: ['Cấp hộ chiếu'] }, ['requestTypes', 0]],
  ['dc02', 'a box in words', { requestTypes: 'Cấp' }, ['requestTypes']],
  ['dc02', 'half a representative', { repDob: null }, ['repDob']],
  ['dc01', 'eight digits of an old card', { oldIdNumber: '02345678' }, ['oldIdNumber']],
  ['dkx10', 'a year to come', { year: '2031' }, ['year']],
  ['dkx10', 'a number in words', { seats: 'năm' }, ['seats']],
  ['dkx10', 'what the office writes', { newPlate: '59A-123.45' }, ['newPlate']],
])('of %s, %s is named with its field', (slug, _name, more, path) => {
  expect(problemsOf(more, slug).map((issue) => issue.path)).toEqual([path]);
});

test('nobody is told more than thirty problems at once', () => {
  const nonsense = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field${index}`, index]));
  expect(problemsOf(nonsense)).toHaveLength(30);
});

test('answers are printed composed, trimmed and in one way of writing', () => {
  const { answers, issues } = check('ct01', {
    fullName: `  ${'Nguyễn  Thị\u00a0Ánh'.normalize('NFD')}\u200b `,
    dob: '5/7/1990',
    personalId: '079 190 001 234',
    phone: '+84 912.345.678',
    email: ' an@example.vn ',
    request: '- Đăng ký tạm trú\r\n\r\n-  Tách hộ ',
    members: [{}, { fullName: 'Lê Thị Bé', personalId: '' }, null],
  });
  // A row that is null is a mistake of the program that sends it.
  expect(issues.map(({ path }) => path)).toEqual([['members', 2]]);
  expect(Object.fromEntries(answers)).toMatchObject({
    fullName: { text: 'Nguyễn Thị Ánh' },
    dob: { text: '05/07/1990' },
    personalId: { text: '079190001234' },
    phone: { text: '0912345678' },
    email: { text: 'an@example.vn' },
    request: { text: '- Đăng ký tạm trú\n- Tách hộ' },
    members: { rows: [{ fullName: 'Lê Thị Bé' }] },
  });
});

test('a representative is asked for in full, or not at all', () => {
  const nobody = { repName: '', repDob: '', repGender: '', repId: '' };
  expect(problemsOf(nobody, 'dc02')).toEqual([]);
  expect(problemsOf({ ...nobody, repName: 'Nguyễn Văn An' }, 'dc02').map(({ path }) => path[0])).toEqual([
    'repDob',
    'repGender',
    'repId',
  ]);
});

describe('a personal number', () => {
  test.each<[string, { gender: string; birthYear: number }]>([
    ['001099000001', { gender: 'Nam', birthYear: 1999 }],
    ['096199000001', { gender: 'Nữ', birthYear: 1999 }],
    ['079200000001', { gender: 'Nam', birthYear: 2000 }],
    ['079326000001', { gender: 'Nữ', birthYear: 2026 }],
    // Born abroad.
    ['231090000001', { gender: 'Nam', birthYear: 1990 }],
  ])('%s says who has it', (digits, person) => {
    expect(readPersonalNumber(digits, 2026)).toEqual(person);
  });

  test('has a province of its own for each of the 63 there were', () => {
    const places = Array.from({ length: 100 }, (_, place) => String(place).padStart(3, '0'));
    const known = places.filter((place) => typeof readPersonalNumber(`${place}090000001`, 2026) !== 'string');
    expect(known).toHaveLength(63);
  });
});
