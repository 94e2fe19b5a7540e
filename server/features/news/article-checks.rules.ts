import { newsLimits } from '#contract/news-limits.ts';
import type { ProblemIssue } from '#contract/problem.ts';
import { AppError } from '../../http/app-error.ts';
import type { ArticleText } from './article.store.ts';
import { isTangled } from './article-tangle.rules.ts';
import { plainText } from './article-text.rules.ts';
import { parsed, photosOfText, shownLine } from './article-view.rules.ts';
import type { OpenedArticle } from './opened-article.ts';

const dayMs = 24 * 3_600_000;
const tangledWords =
  'Nội dung có quá nhiều dấu định dạng (*, _, [ ], >, -) hoặc quá nhiều dòng. Vui lòng bớt lại, hoặc tách thành hai bài.';

/** What people would read; throws `invalid_input`. */
export function checkText(text: ArticleText, hasCategory: (id: string) => boolean): ArticleText {
  const issues: ProblemIssue[] = [];
  if (isTangled(text.body)) throw invalid('body', tangledWords);
  const shown = { ...text, title: shownLine(text.title), summary: shownLine(text.summary) };
  const blocks = parsed(text.body);
  const photos = photosOfText(text);
  if (shown.title === '') issues.push({ path: ['title'], message: 'Cần có tiêu đề.' });
  if (shown.summary === '') issues.push({ path: ['summary'], message: 'Cần có tóm tắt.' });
  if (plainText(blocks).trim() === '')
    issues.push({ path: ['body'], message: 'Bài chưa có nội dung đọc được.' });
  if (photos.length >= newsLimits.photosPerVersionMax)
    issues.push({
      path: ['body'],
      message: `Mỗi bài tối đa ${newsLimits.photosPerVersionMax - 1} ảnh, kể cả ảnh bìa. Vui lòng bớt ảnh.`,
    });
  if (!hasCategory(text.category))
    issues.push({ path: ['category'], message: 'Không có chuyên mục này. Vui lòng chọn trong danh sách.' });
  if (issues.length > 0) throw new AppError('invalid_input', { issues });
  return shown;
}

/** Before it goes to a commander; throws `invalid_input`. */
export function checkComplete({ text, guarded }: Pick<OpenedArticle, 'text' | 'guarded'>, now: Date): void {
  const issues: ProblemIssue[] = [];
  const at = now.getTime();
  if (text.urgentUntil !== null) {
    const until = Date.parse(text.urgentUntil);
    const daysMax = newsLimits.urgentDaysMax + newsLimits.scheduleDaysMax;
    if (until <= at || until > at + daysMax * dayMs)
      issues.push({
        path: ['urgentUntil'],
        message: `Thời điểm hết khẩn phải ở phía trước, trong vòng ${daysMax} ngày.`,
      });
  }
  if (guarded.publishedVersion > 0 && text.correction === null)
    issues.push({ path: ['correction'], message: 'Cần ghi rõ đính chính điều gì, vì sao.' });
  if (issues.length > 0) throw new AppError('invalid_input', { issues });
}

/** When it comes out: at once, or at the time that was wished for, if that lies ahead. Throws `invalid_input`. */
export function publicationTime(
  wished: string | undefined,
  { urgentUntil }: Pick<ArticleText, 'urgentUntil'>,
  now: Date,
): Date {
  const publishAtMs = Math.max(Date.parse(wished ?? ''), now.getTime()) || now.getTime();
  if (publishAtMs > now.getTime() + newsLimits.scheduleDaysMax * dayMs)
    throw invalid(
      'at',
      `Chỉ hẹn đăng được trong vòng ${newsLimits.scheduleDaysMax} ngày tới. Vui lòng chọn ngày sớm hơn.`,
    );
  if (urgentUntil !== null) {
    const untilMs = Date.parse(urgentUntil);
    if (untilMs <= publishAtMs || untilMs > publishAtMs + newsLimits.urgentDaysMax * dayMs)
      throw invalid(
        'at',
        `Thời hạn của thông báo khẩn phải sau lúc đăng và trong vòng ${newsLimits.urgentDaysMax} ngày.`,
      );
  }
  return new Date(publishAtMs);
}

const invalid = (field: string, message: string) =>
  new AppError('invalid_input', { issues: [{ path: [field], message }] });
