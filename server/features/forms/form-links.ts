import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../../http/app-error.ts';

export const formMediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** A file made ready to be sent. */
export type FormFile = {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** As a person reads it. */
  readonly name: string;
};

const formLinkLimits = {
  validForMs: 5 * 60_000,
  /** At once; a file is about 50 kB. */
  linksMax: 400,
  bytesMax: 32 * 1024 * 1024,
  retryAfterS: 60,
} as const;

/** Files that can be fetched once, by whoever has the link. In memory alone: they die with the process. */
export function createFormLinks(
  now: () => Date,
  limits: { linksMax: number; bytesMax: number } = formLinkLimits,
) {
  const files = new Map<string, { file: FormFile; expiresAt: Date }>();
  let bytesHeld = 0;

  const forget = (digest: string): void => {
    bytesHeld -= files.get(digest)?.file.bytes.byteLength ?? 0;
    files.delete(digest);
  };
  const find = (token: string): FormFile => {
    const link = files.get(digestOf(token));
    if (!link || link.expiresAt <= now()) throw new AppError('form_link_gone');
    return link.file;
  };

  const sweep = (): void => {
    // In the order in which they were issued, so in that in which they end.
    for (const [digest, { expiresAt }] of files) {
      if (expiresAt > now()) return;
      forget(digest);
    }
  };

  return {
    /** Throws `busy` when too much is held already. */
    issue(file: FormFile): { token: string; expiresAt: Date } {
      sweep();
      const isFull = files.size >= limits.linksMax || bytesHeld + file.bytes.byteLength > limits.bytesMax;
      if (isFull) throw new AppError('busy', { retryAfterS: formLinkLimits.retryAfterS });
      const token = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now().getTime() + formLinkLimits.validForMs);
      files.set(digestOf(token), { file, expiresAt });
      bytesHeld += file.bytes.byteLength;
      return { token, expiresAt };
    },

    /** The file, and the link is gone. Throws `form_link_gone`. */
    take(token: string): FormFile {
      const file = find(token);
      forget(digestOf(token));
      return file;
    },

    /** What `take` would give. */
    find,

    /** Forgets what nobody fetched in time. */
    sweep,
  };
}

const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
