import { expect, test } from 'vitest';
import { text } from '../../../src/text/vi.ts';
import { channelText } from '../../../src/text/vi-channels.ts';
import { draftText } from '../../../src/text/vi-drafts.ts';
import { privacyText } from '../../../src/text/vi-privacy.ts';
import { sentTipText } from '../../../src/text/vi-sent-tips.ts';
import { tipText } from '../../../src/text/vi-tip.ts';
import { tipSentText } from '../../../src/text/vi-tip-sent.ts';
import { wardText } from '../../../src/text/vi-ward.ts';

// What law or promise fixes word for word. A change here is a decision, not an edit.
test('the fixed sentences stand word for word', () => {
  expect(tipText.danger).toBe('Việc đang đe dọa tính mạng: gọi 113 ngay. Cháy gọi 114, cấp cứu gọi 115.');
  expect(tipText.check.falseReport).toBe(
    'Tôi hiểu rằng cố ý báo tin sai sự thật có thể bị xử lý theo quy định của pháp luật.',
  );
  const placeNotice =
    'Vị trí của bạn là dữ liệu cá nhân nhạy cảm, chỉ dùng để xác định phường xử lý và hỗ trợ bạn.';
  expect(tipText.place.notice).toBe(placeNotice);
  expect(wardText.placeNotice).toBe(placeNotice);
  expect(tipSentText.confirmation('Công an phường Tây Thạnh', 'TB-7K3M9Q')).toBe(
    'Đã chuyển tới Công an phường Tây Thạnh. Bạn có mã tra cứu TB-7K3M9Q. Thời hạn luật định với tố giác, tin báo là 20 ngày, có thể kéo dài.',
  );
  expect(`${text.app.sandbox} 113`).toBe('BẢN THỬ: không gửi tới công an. Khẩn cấp gọi 113');
});

const sentencesOf = (part: unknown): string[] => {
  if (typeof part === 'string') return [part];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(sentencesOf) : [];
};

test('every sentence is composed Vietnamese without stray spaces', () => {
  const sentences = [text, channelText, draftText, privacyText, sentTipText].flatMap(sentencesOf);
  expect(sentences.length).toBeGreaterThan(150);
  for (const sentence of sentences) {
    expect(sentence).toBe(sentence.normalize('NFC').trim());
    expect(sentence).not.toMatch(/ {2}|\?\?|undefined/);
  }
});
