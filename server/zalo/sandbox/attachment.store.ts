import { mkdirSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SandboxDatabase } from './sandbox.database.ts';
import { newToken } from './zalo-ids.ts';

export type ImageType = 'image/jpeg' | 'image/png';
export type DocumentType =
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export type Attachment = {
  readonly attachmentId: string;
  readonly oaId: string;
  readonly contentType: ImageType | DocumentType;
  readonly expiresAt: string;
  /** Of a document. */
  readonly name: string | null;
};
type Row = {
  attachment_id: string;
  oa_id: string;
  content_type: Attachment['contentType'];
  expires_at: string;
  name: string | null;
};

const attachmentLifeMs = 7 * 24 * 3_600_000;

/** What the bytes are, whatever the name or the header says. */
export function sniffImage(bytes: Uint8Array): ImageType | null {
  const starts = (...signature: number[]): boolean => signature.every((byte, index) => bytes[index] === byte);
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  return null;
}

/** A document that Zalo takes; a Word file of today is a ZIP. */
export function sniffDocument(bytes: Uint8Array): DocumentType | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4));
  if (start === '%PDF') return 'application/pdf';
  if (start === 'PK\u0003\u0004')
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return null;
}

export type AttachmentStore = ReturnType<typeof createAttachmentStore>;

/** Uploaded pictures and documents: the exact bytes in a folder, their ids in the database. */
export function createAttachmentStore(database: SandboxDatabase, folder: string, now: () => Date) {
  mkdirSync(folder, { recursive: true });
  const statements = {
    insert: database.prepare(
      'insert into attachments (attachment_id, oa_id, content_type, created_at, expires_at, name) values (?, ?, ?, ?, ?, ?)',
    ),
    byId: database.prepare<[string], Row>('select * from attachments where attachment_id = ?'),
    count: database.prepare<[string, string], { count: number }>(
      'select count(*) as count from attachments where oa_id = ? and created_at >= ?',
    ),
  };

  return {
    /** The file is on disk before the row that names it. */
    async keep(
      oaId: string,
      bytes: Uint8Array,
      contentType: Attachment['contentType'],
      name: string | null = null,
    ): Promise<Attachment> {
      const attachment = {
        attachmentId: newToken(),
        oaId,
        contentType,
        expiresAt: new Date(now().getTime() + attachmentLifeMs).toISOString(),
        name,
      };
      await writeDurably(path.join(folder, attachment.attachmentId), bytes);
      statements.insert.run(
        attachment.attachmentId,
        oaId,
        contentType,
        now().toISOString(),
        attachment.expiresAt,
        name,
      );
      return attachment;
    },
    find(attachmentId: string): Attachment | undefined {
      const row = statements.byId.get(attachmentId);
      return (
        row && {
          attachmentId: row.attachment_id,
          oaId: row.oa_id,
          contentType: row.content_type,
          expiresAt: row.expires_at,
          name: row.name,
        }
      );
    },
    readBytes: (attachment: Attachment): Promise<Buffer> =>
      readFile(path.join(folder, attachment.attachmentId)),
    countSince: (oaId: string, since: string): number => statements.count.get(oaId, since)?.count ?? 0,
  };
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
