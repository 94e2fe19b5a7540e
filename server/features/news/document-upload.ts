import { newsLimits } from '#contract/news-limits.ts';
import { AppError } from '../../http/app-error.ts';
import { readInTime, type UploadFailures, type UploadTimes } from '../../http/timed-body.ts';

const megabyte = 1024 * 1024;
/** Uploads under way, of all editors: what they may hold in memory together. */
const uploadsMax = 6;
const busyRetryAfterS = 5;

/** A file of full size over a slow line. */
const uploadTimes: UploadTimes = { uploadMsMax: 180_000, silenceMsMax: 20_000 };

/** Takes PDF files in, a few at a time. */
export function createDocumentUploads(times: UploadTimes = uploadTimes) {
  let uploads = 0;
  return {
    /** The body. Throws `unsupported_media_type`, `document_too_large`, `upload_timeout`, `invalid_input`, `busy`. */
    async receive(request: Request): Promise<Uint8Array> {
      if (!/^application\/pdf\s*(;|$)/i.test(request.headers.get('content-type') ?? ''))
        throw new AppError('unsupported_media_type', issue('Tệp cần gửi dạng application/pdf.'));
      if (Number(request.headers.get('content-length') ?? 0) > newsLimits.attachmentBytesMax)
        throw tooLarge();
      if (uploads >= uploadsMax) throw new AppError('busy', { retryAfterS: busyRetryAfterS });
      uploads += 1;
      try {
        return await readBody(request.body, times);
      } finally {
        uploads -= 1;
      }
    },
  };
}

async function readBody(body: Request['body'], times: UploadTimes): Promise<Uint8Array> {
  if (!body) throw new AppError('invalid_input', issue('Chưa có tệp. Vui lòng chọn tệp rồi gửi lại.'));
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of readInTime(body, times, failures)) {
    bytes += chunk.byteLength;
    if (bytes > newsLimits.attachmentBytesMax) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

const failures: UploadFailures = {
  tooSlow: () =>
    new AppError('upload_timeout', issue('Tệp tải lên quá chậm. Vui lòng thử lại khi mạng tốt hơn.')),
  brokenOff: (cause) =>
    new AppError('invalid_input', {
      ...issue('Tệp tải lên bị ngắt giữa chừng. Vui lòng gửi lại.'),
      cause,
    }),
};

const issue = (message: string) => ({ issues: [{ path: ['document'], message }] });

const tooLarge = (): AppError =>
  new AppError(
    'document_too_large',
    issue(`Tệp PDF chỉ được tối đa ${newsLimits.attachmentBytesMax / megabyte} MB.`),
  );
