import type { Context } from 'hono';
import { AppError } from './app-error.ts';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The sender's random UUID (version 4), lower-cased. Missing or anything else: 400 (promise 2). */
export function readIdempotencyKey(c: Context): string {
  const key = c.req.header('idempotency-key')?.trim() ?? '';
  if (!uuidPattern.test(key)) {
    throw new AppError('idempotency_key_invalid', {
      issues: [{ path: ['Idempotency-Key'], message: 'Cần một UUID ngẫu nhiên (phiên bản 4).' }],
    });
  }
  return key.toLowerCase();
}
