import { parentPort } from 'node:worker_threads';
import { type FormOrder, makeFormFile } from './form-file.ts';

/** The thread that makes form files, one order at a time. It keeps and logs nothing. */

/** What comes back. `trace`: where it failed, without the message, which may hold answers. */
export type FormReport = { readonly bytes: Uint8Array } | { readonly error: string; readonly trace: string };

parentPort?.on('message', (order: FormOrder) => {
  void makeFormFile(order).then(
    (bytes) => parentPort?.postMessage({ bytes } satisfies FormReport),
    (error: unknown) => parentPort?.postMessage(failureOf(error)),
  );
});

function failureOf(error: unknown): FormReport {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return {
    error: error instanceof Error ? error.name : typeof error,
    trace: frames.filter((line) => line.startsWith('    at ')).join('\n'),
  };
}
