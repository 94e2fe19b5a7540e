import { describe, expect, test } from 'vitest';
import { ArticleChange, NewArticle } from '#contract/news.ts';
import { newsLimits } from '#contract/news-limits.ts';
import {
  changeOf,
  checkForm,
  emptyForm,
  errorsOf,
  newArticleOf,
  pictureText,
} from '../../../../src/features/desk-news/article-form.rules.ts';

const filled = {
  ...emptyForm,
  unitId: 'tay-thanh',
  category: 'an-ninh-trat-tu',
  title: ' Ra quân ',
  summary: 'Tuần tra mỗi đêm.',
  body: 'Nội dung.\n',
};

describe('the editor of an article', () => {
  test('sends what the server takes, a draft and a correction', () => {
    expect(checkForm(filled, false)).toEqual({});
    expect(NewArticle.safeParse(newArticleOf(filled)).error).toBeUndefined();
    const corrected = { ...filled, correction: 'Sửa ngày.' };
    expect(checkForm(corrected, true)).toEqual({});
    expect(ArticleChange.safeParse(changeOf(corrected, true)).data?.correction).toBe('Sửa ngày.');
    expect(changeOf(filled, false)).not.toHaveProperty('correction');
  });

  test('says itself which fields are empty or too long', () => {
    expect(Object.keys(checkForm(emptyForm, true)).sort()).toEqual(
      ['body', 'category', 'correction', 'summary', 'title', 'unitId'].sort(),
    );
    const long = { ...filled, title: 'a'.repeat(newsLimits.titleCharsMax + 2) };
    expect(checkForm(long, false)).toEqual({ title: 'Dài quá 2 ký tự, vui lòng bớt lại.' });
  });

  test('reads the end of a notice as time in Việt Nam and asks for one where it is missing', () => {
    const urgent = { ...filled, isUrgent: 'yes' as const };
    expect(checkForm(urgent, false)).toEqual({ urgentUntil: 'Chọn ngày giờ hết hiệu lực.' });
    expect(newArticleOf({ ...urgent, urgentUntil: '2026-11-25T08:00' }).urgentUntil).toBe(
      '2026-11-25T01:00:00.000Z',
    );
    expect(newArticleOf({ ...filled, urgentUntil: '2026-11-25T08:00' }).urgentUntil).toBeNull();
  });

  test('puts what the server finds wrong beside its field', () => {
    const problem = {
      kind: 'refused' as const,
      code: 'invalid_input' as const,
      title: 'Chưa đúng.',
      status: 422,
      requestId: null,
      issues: [
        { path: ['title'], message: 'Viết trên một dòng.' },
        { path: ['other'], message: 'Lạ.' },
      ],
      retryAfterMs: null,
    };
    expect(errorsOf(problem)).toEqual({ title: 'Viết trên một dòng.' });
    expect(errorsOf({ kind: 'offline' })).toEqual({});
  });

  test('writes a picture so that nothing in its words ends it early', () => {
    expect(pictureText('id', 'Đội ] viên "A"\n', ' Lễ "ra mắt" ')).toBe(
      '![Đội viên A](photo:id "Lễ ra mắt")',
    );
    expect(pictureText('id', 'Ảnh', ' ')).toBe('![Ảnh](photo:id)');
  });
});
