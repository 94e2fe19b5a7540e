import { finished } from 'node:stream/promises';
import busboy from 'busboy';
import { limits } from '#contract/limits.ts';
import { AppError } from '../../http/app-error.ts';
import { readInTime, type UploadFailures, type UploadTimes } from '../../http/timed-body.ts';
import type { UploadLease } from './upload-gate.ts';

/** Boundaries and part headers around the photo. */
const envelopeBytesMax = 16 * 1024;

/** A photo of full size over a slow phone line; a resized one takes seconds. */
const uploadTimes: UploadTimes = { uploadMsMax: 120_000, silenceMsMax: 20_000 };

/**
 * The one file of a `multipart/form-data` body, in its field `photo`. Reads no further than the first thing that is wrong, and
 * believes neither the file's name nor its type. Throws `unsupported_media_type`, `photo_too_large`, `upload_timeout`, `busy`,
 * or `invalid_input` with the field named.
 */
export async function readPhotoUpload(
  request: Request,
  lease: UploadLease,
  times: UploadTimes = uploadTimes,
): Promise<Buffer> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    throw new AppError('unsupported_media_type', {
      issues: [{ path: ['photo'], message: 'Ảnh cần gửi dạng multipart/form-data, trong mục photo.' }],
    });
  }
  const bodyBytesMax = limits.photoBytesMax + envelopeBytesMax;
  if (Number(request.headers.get('content-length') ?? 0) > bodyBytesMax) throw tooLarge();
  if (!request.body) throw wrong(sentences.missing);

  const form = createPhotoForm(contentType);
  let bytesRead = 0;
  for await (const chunk of readInTime(request.body, times, failures)) {
    bytesRead += chunk.byteLength;
    if (bytesRead > bodyBytesMax) throw tooLarge();
    lease.take(chunk.byteLength);
    await form.write(chunk);
  }
  return form.end();
}

const sentences = {
  slow: 'Ảnh tải lên quá chậm. Vui lòng thử lại khi mạng tốt hơn.',
  brokenOff: 'Ảnh tải lên bị ngắt giữa chừng. Vui lòng gửi lại.',
  malformed: 'Nội dung gửi lên không đọc được. Vui lòng gửi lại ảnh.',
  onlyOne: 'Mỗi lần chỉ gửi một ảnh, trong mục photo, không kèm mục nào khác.',
  missing: 'Chưa có ảnh. Vui lòng chọn ảnh rồi gửi lại.',
} as const;

const failures: UploadFailures = {
  tooSlow: () => new AppError('upload_timeout', { issues: [{ path: ['photo'], message: sentences.slow }] }),
  brokenOff: (cause) => wrong(sentences.brokenOff, cause),
};

function createPhotoForm(contentType: string) {
  const chunks: Buffer[] = [];
  let photoBytes = 0;
  let hasPhoto = false;
  let failure: AppError | undefined;
  const fail = (error: AppError) => {
    failure ??= error;
  };

  const parser = openParser(contentType);
  const whole = finished(parser).catch((cause: unknown) => fail(wrong(sentences.malformed, cause)));
  parser.on('file', (name, file) => {
    hasPhoto = true;
    if (name !== 'photo') fail(wrong(sentences.onlyOne));
    file.on('data', (chunk: Buffer) => {
      photoBytes += chunk.byteLength;
      if (photoBytes > limits.photoBytesMax) fail(tooLarge());
      if (!failure) chunks.push(chunk);
    });
    // The parser's own error says the same.
    file.on('error', () => undefined);
  });
  parser.on('filesLimit', () => fail(wrong(sentences.onlyOne)));
  parser.on('fieldsLimit', () => fail(wrong(sentences.onlyOne)));

  const throwFailure = () => {
    if (failure) throw failure;
  };

  return {
    /** Resolves when the chunk is taken in; throws as soon as anything is wrong with the form. */
    async write(chunk: Uint8Array): Promise<void> {
      await new Promise<void>((resolve) => parser.write(chunk, () => resolve()));
      throwFailure();
    },
    async end(): Promise<Buffer> {
      parser.end();
      await whole;
      throwFailure();
      if (!hasPhoto) throw wrong(sentences.missing);
      return Buffer.concat(chunks, photoBytes);
    },
  };
}

function openParser(contentType: string): busboy.Busboy {
  try {
    return busboy({ headers: { 'content-type': contentType }, limits: { files: 1, fields: 0 } });
  } catch (cause) {
    throw wrong(sentences.malformed, cause);
  }
}

function wrong(message: string, cause?: unknown): AppError {
  return new AppError('invalid_input', { issues: [{ path: ['photo'], message }], cause });
}

function tooLarge(): AppError {
  const megabytes = limits.photoBytesMax / 1024 / 1024;
  return new AppError('photo_too_large', {
    issues: [{ path: ['photo'], message: `Ảnh chỉ được tối đa ${megabytes} MB. Vui lòng chọn ảnh khác.` }],
  });
}
