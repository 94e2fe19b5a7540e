import type { AppError } from './app-error.ts';

export type UploadTimes = {
  /** For the whole body. */
  readonly uploadMsMax: number;
  /** Without a single byte. */
  readonly silenceMsMax: number;
};

/** What whoever uploads is told. */
export type UploadFailures = {
  tooSlow(): AppError;
  /** The connection ended before the body did. */
  brokenOff(cause: unknown): AppError;
};

/** Yields the body's chunks; whoever stops taking them cancels the rest. Throws one of the two `failures`. */
export async function* readInTime(
  body: ReadableStream<Uint8Array>,
  times: UploadTimes,
  failures: UploadFailures,
): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader();
  const endsAt = performance.now() + times.uploadMsMax;
  try {
    for (;;) {
      const waitMs = Math.min(times.silenceMsMax, endsAt - performance.now());
      const { done, value } = await readWithin(waitMs, reader, failures);
      if (done) return;
      yield value;
    }
  } finally {
    // The answer does not wait for a sender who may never stop.
    void reader.cancel().catch(() => undefined);
  }
}

async function readWithin(
  waitMs: number,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  failures: UploadFailures,
) {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(failures.tooSlow()), Math.max(0, waitMs));
  const read = reader.read().catch((cause: unknown) => {
    throw failures.brokenOff(cause);
  });
  try {
    return await Promise.race([read, late]);
  } finally {
    clearTimeout(timer);
  }
}
