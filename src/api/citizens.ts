import type { ErasedMe } from '#contract/citizens.ts';
import type { Platform } from '../platform/platform.ts';
import { requestJson } from './client.ts';
import type { ApiResult } from './problem.ts';
import { asCitizen } from './session.ts';

/** Erases what identifies the signed-in citizen; answers what is gone and what stays for now. */
export const eraseMe = (platform: Platform): Promise<ApiResult<ErasedMe>> =>
  asCitizen(platform, (headers) => requestJson<ErasedMe>('/api/me', { method: 'DELETE', headers }));
