import { Worker } from 'node:worker_threads';
import { AppError } from '../http/app-error.ts';
import type { PdfFault, PdfVerdict } from './pdf-check.rules.ts';

const intakeLimits = {
  /** At once; one more is answered `busy`. */
  filesMax: 3,
  workMsMax: 15_000,
  memoryMbMax: 384,
  retryAfterS: 3,
} as const;

/** Looks through PDF files, each in a thread of its own that is ended when it takes too long or too much memory. */
export function createPdfIntake(bounds: { filesMax: number; workMsMax: number } = intakeLimits) {
  const running = new Set<Worker>();
  return {
    /** How many pages it has. Throws `document_refused` with the reason in words, or `busy`. */
    async check(file: Uint8Array): Promise<number> {
      if (running.size >= bounds.filesMax)
        throw new AppError('busy', { retryAfterS: intakeLimits.retryAfterS });
      const worker = new Worker(new URL('./pdf-check-worker.ts', import.meta.url), {
        env: {},
        resourceLimits: { maxOldGenerationSizeMb: intakeLimits.memoryMbMax },
      });
      running.add(worker);
      try {
        const verdict = await verdictOf(worker, file, bounds.workMsMax);
        if (verdict.kind === 'refused') throw refused(verdict.fault);
        return verdict.pages;
      } finally {
        running.delete(worker);
        await worker.terminate();
      }
    },

    async close(): Promise<void> {
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}

function verdictOf(worker: Worker, file: Uint8Array, workMsMax: number): Promise<PdfVerdict> {
  const { promise, resolve } = Promise.withResolvers<PdfVerdict>();
  const giveUp = () => resolve({ kind: 'refused', fault: 'tangled' });
  const timer = setTimeout(giveUp, workMsMax);
  worker.once('message', (verdict: PdfVerdict) => resolve(verdict));
  // What makes the thread fail or run out of memory is no file for anybody's phone.
  worker.once('error', giveUp);
  worker.once('exit', giveUp);
  worker.postMessage(file);
  return promise.finally(() => clearTimeout(timer));
}

const faultWords: Readonly<Record<PdfFault, string>> = {
  not_pdf: 'Tệp này không phải PDF. Vui lòng lưu tài liệu thành PDF rồi chọn lại.',
  broken: 'Tệp PDF bị hỏng hoặc thiếu trang. Vui lòng xuất lại tệp PDF rồi chọn lại.',
  encrypted: 'Tệp PDF đang khóa bằng mật khẩu. Vui lòng bỏ khóa rồi chọn lại.',
  active:
    'Tệp PDF có mã lệnh hoặc thao tác tự chạy, không an toàn cho người dân. Vui lòng in lại tài liệu ra PDF (Print to PDF) rồi chọn lại.',
  files: 'Tệp PDF có tệp khác đính bên trong. Vui lòng in lại tài liệu ra PDF (Print to PDF) rồi chọn lại.',
  tangled:
    'Không kiểm tra hết được tệp PDF này. Vui lòng in lại tài liệu ra PDF (Print to PDF) rồi chọn lại.',
};

const refused = (fault: PdfFault): AppError =>
  new AppError('document_refused', { issues: [{ path: ['document'], message: faultWords[fault] }] });
