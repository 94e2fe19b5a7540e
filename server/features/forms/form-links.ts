import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { AppError } from '../../http/app-error.ts';
import { lockUnder, unlockUnder } from '../../secrets/token-lock.ts';
import { formLinkStore } from './form-link.store.ts';

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

/** Files that can be fetched once, by whoever has the link. */
export type FormLinks = {
  /** Throws `busy` when too much is held already. */
  issue(file: FormFile): Promise<{ token: string; expiresAt: Date }>;
  /** The file, and the link is gone. Throws `form_link_gone`. */
  take(token: string): Promise<FormFile>;
  /** What `take` would give: for who only asks what is there. */
  find(token: string): Promise<FormFile>;
  /** Forgets what nobody fetched in time. */
  sweep(): Promise<void>;
};

export type FormLinkLimits = {
  /** At once; a file is about 50 kB. */
  readonly linksMax: number;
  /** Of files, before they are locked. */
  readonly bytesMax: number;
};

const validForMs = 5 * 60_000;
const busyRetryAfterS = 60;
const defaultLimits: FormLinkLimits = { linksMax: 400, bytesMax: 32 * 1024 * 1024 };
/** Locked and written in letters a file is so many times as long: base64 within base64. */
const lockedGrowth = (4 / 3) ** 2;
const purpose = 'form-file';

/**
 * Where several servers may answer (PostgreSQL) a link made by one leads to its file on every other; else files stay in this process's
 * memory and die with it.
 */
export function createFormLinks(
  database: Database,
  now: () => Date,
  limits: FormLinkLimits = defaultLimits,
): FormLinks {
  return database.engine === 'postgres' ? sharedLinks(database, now, limits) : ownLinks(now, limits);
}

function ownLinks(now: () => Date, limits: FormLinkLimits): FormLinks {
  const files = new Map<string, { file: FormFile; expiresAt: Date }>();
  let bytesHeld = 0;

  const forget = (digest: string): void => {
    bytesHeld -= files.get(digest)?.file.bytes.byteLength ?? 0;
    files.delete(digest);
  };
  const held = (token: string): FormFile => {
    const link = files.get(digestOf(token));
    if (!link || link.expiresAt <= now()) throw new AppError('form_link_gone');
    return link.file;
  };
  const sweep = async (): Promise<void> => {
    // In the order in which they were issued, so in that in which they end.
    for (const [digest, { expiresAt }] of files) {
      if (expiresAt > now()) return;
      forget(digest);
    }
  };

  return {
    async issue(file) {
      await sweep();
      const isFull = files.size >= limits.linksMax || bytesHeld + file.bytes.byteLength > limits.bytesMax;
      if (isFull) throw busy();
      const link = newLink(now());
      files.set(digestOf(link.token), { file, expiresAt: link.expiresAt });
      bytesHeld += file.bytes.byteLength;
      return link;
    },
    /** Finds and forgets in one go: of two who ask at once one comes later. */
    async take(token) {
      const file = held(token);
      forget(digestOf(token));
      return file;
    },
    find: async (token) => held(token),
    sweep,
  };
}

/** In the store a file is locked under its link, which is kept nowhere: not even with all keys of the server does it open. */
function sharedLinks({ kysely }: Database, now: () => Date, limits: FormLinkLimits): FormLinks {
  const store = formLinkStore(kysely);
  const opened = (token: string, locked: string | undefined): FormFile => {
    if (locked === undefined) throw new AppError('form_link_gone');
    return fileOf(unlockUnder(token, purpose, locked));
  };
  return {
    async issue(file) {
      await store.removeEnded(now());
      const held = await store.measure();
      const isFull =
        held.links >= limits.linksMax ||
        held.letters / lockedGrowth + file.bytes.byteLength > limits.bytesMax;
      if (isFull) throw busy();
      const link = newLink(now());
      await store.insert(digestOf(link.token), lockUnder(link.token, purpose, textOf(file)), link.expiresAt);
      return link;
    },
    take: async (token) => opened(token, await store.take(digestOf(token), now())),
    find: async (token) => opened(token, await store.find(digestOf(token), now())),
    sweep: () => store.removeEnded(now()),
  };
}

const newLink = (now: Date) => ({
  token: randomBytes(32).toString('base64url'),
  expiresAt: new Date(now.getTime() + validForMs),
});

const busy = (): AppError => new AppError('busy', { retryAfterS: busyRetryAfterS });

const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

type FileInText = { bytes: string; mediaType: string; name: string };

const textOf = ({ bytes, mediaType, name }: FormFile): Buffer =>
  Buffer.from(
    JSON.stringify({
      bytes: Buffer.from(bytes).toString('base64url'),
      mediaType,
      name,
    } satisfies FileInText),
  );

function fileOf(text: Buffer): FormFile {
  const { bytes, mediaType, name } = JSON.parse(text.toString()) as FileInText;
  return { bytes: Buffer.from(bytes, 'base64url'), mediaType, name };
}
