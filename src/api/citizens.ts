import type { ErasedMe } from '#contract/citizens.ts';
import type { Platform } from '../platform/platform.ts';
import { requestBlob, requestJson } from './client.ts';
import type { ApiResult } from './problem.ts';
import { asCitizen } from './session.ts';

/** Erases what identifies the signed-in citizen; answers what is gone and what stays for now. */
export const eraseMe = (platform: Platform): Promise<ApiResult<ErasedMe>> =>
  asCitizen(platform, (headers) => requestJson<ErasedMe>('/api/me', { method: 'DELETE', headers }));

const archiveTimeoutMs = 120_000;

/** All that is kept of the signed-in citizen, as an archive. */
export const getMyData = (
  platform: Platform,
  { withPhotos }: { withPhotos: boolean },
): Promise<ApiResult<Blob>> =>
  asCitizen(platform, (headers) =>
    requestBlob(`/api/me/export?photos=${withPhotos ? 'all' : 'none'}`, {
      headers,
      timeoutMs: archiveTimeoutMs,
    }),
  );
