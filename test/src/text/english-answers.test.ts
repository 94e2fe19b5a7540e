import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { proceduresAskedFor } from '../../../src/features/find-procedure/english-question.rules.ts';
import { dayText, instantText, momentText } from '../../../src/lib/date-text.ts';
import { distanceText } from '../../../src/lib/distance-text.ts';
import { languageToBegin, setLanguage } from '../../../src/lib/language.ts';
import { localised, localName, setContentWords, vietnameseName } from '../../../src/text/content-words.ts';
import { fieldIssue } from '../../../src/text/en-field-issues.ts';

afterEach(() => {
  setLanguage('vi');
  setContentWords(null);
});

const place = {
  consent: null,
  privacy: null,
  words: { 'Công an phường Tây Thạnh': 'Tây Thạnh Ward Police' },
};

test.each([
  ['en', ['vi-VN'], 'en'],
  ['vi', ['ko-KR'], 'vi'],
  [null, ['vi-VN', 'en-US'], 'vi'],
  [null, ['ko-KR', 'en-US'], 'en'],
  [null, ['zh-CN', 'vi'], 'vi'],
  [null, ['en-US'], 'vi'],
  [null, [], 'vi'],
  ['klingon', ['vi-VN'], 'vi'],
])('chosen %s on a phone of %j begins in %s', (chosen, phone, language) => {
  expect(languageToBegin(chosen, phone)).toBe(language);
});

test('times, days and distances are told so that no foreigner takes the month for the day', () => {
  setLanguage('en');
  const now = new Date('2026-11-23T17:30:00.000Z');
  expect(instantText('2026-11-04T17:03:00.000Z')).toBe('5 Nov 2026, 00:03');
  expect(momentText('2026-11-23T17:05:00.000Z', now)).toBe('00:05 today');
  expect(momentText('2026-11-23T16:59:00.000Z', now)).toBe('23 Nov 2026, 23:59');
  expect(dayText('2025-06-05')).toBe('5 Jun 2025');
  expect(dayText('2026')).toBe('2026');
  expect(distanceText(1_240)).toBe('1.2 km');
});

test('names of the place are English where there is English, and Vietnamese where papers and Zalo have them', () => {
  setContentWords(place);
  const unit = { id: 'tay-thanh', name: 'Công an phường Tây Thạnh', topics: ['Việc chưa dịch'] };
  expect(localised({ units: [unit] }).units).toEqual([{ ...unit, name: 'Tây Thạnh Ward Police' }]);
  expect(vietnameseName(localName(unit.name))).toBe(unit.name);
  setContentWords(null);
  expect(localised(unit)).toBe(unit);
});

test('a question in English finds procedures by their English names, by the beginnings of words', () => {
  const english = new Map([
    ['Đăng ký tạm trú', 'Register temporary residence'],
    ['Gia hạn tạm trú', 'Extend temporary residence'],
    ['Khai rồi nộp', 'Declare within 12 hours at the ward police'],
  ]);
  const procedures = [
    { id: 'luu-tru', shortName: 'Tạm trú người nước ngoài', answer: 'Khai rồi nộp' },
    { id: 'tam-tru', shortName: 'Đăng ký tạm trú', answer: 'Nộp CT01' },
    { id: 'gia-han', shortName: 'Gia hạn tạm trú', answer: 'Nộp CT01' },
  ];
  const ask = (question: string) =>
    proceduresAskedFor(question, procedures, (words) => english.get(words) ?? words);
  expect(ask('Temporary resid')).toEqual(['tam-tru', 'gia-han']);
  expect(ask('to extend residence')).toEqual(['gia-han']);
  expect(ask('declare')).toEqual(['luu-tru']);
  expect(ask('passport')).toEqual([]);
  expect(ask('a')).toEqual([]);
});

test('every remark of the checks of a form is there in English', () => {
  const remarks = ['form-answers', 'form-values', 'personal-number'].flatMap((name) => {
    const source = readFileSync(
      path.join(import.meta.dirname, `../../../server/contract/${name}.ts`),
      'utf8',
    );
    return [...source.matchAll(/(['`])([A-ZĐ][^'`]*\p{L}{2}[^'`]*\.)\1/gu)].map(([, , words = '']) =>
      words.replace(/\$\{[^}]*\}/g, '30'),
    );
  });
  expect(remarks.length).toBeGreaterThan(20);
  // Said of bodies that no screen of ours sends.
  const ofPrograms = ['Biểu mẫu này không có mục như vậy.', 'Bảng không có cột này.'];
  const unknown = remarks.filter((words) => fieldIssue(words) === fieldIssue('?'));
  expect(unknown.filter((words) => !ofPrograms.includes(words))).toEqual([]);
});
