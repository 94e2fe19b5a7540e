import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { createArticleAudit } from '../../../server/features/news/article-audit.ts';
import { createNewsDocuments } from '../../../server/features/news/document.service.ts';
import { createDocumentStore } from '../../../server/media/document-store.ts';
import { openPhotoPlace } from '../../../server/media/photo-place.ts';
import { loadOrMakeSecretKeys, parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { migratedFolder, testDatabases } from '../../support/databases.ts';
import { readPdf } from '../../support/documents.ts';
import { fireNotice, newsDeskOf, publishArticle, readerOf } from '../../support/news.ts';
import { handmadePdf, officePdf } from '../../support/pdf-files.ts';
import { startTestPortal, testSecretKeys } from '../../support/portal.ts';

const codeOf = async (response: Response) => [response.status, ((await response.json()) as Problem).code];
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.each(testDatabases)('PDF files of an article, on $engine', (engine) => {
  test('go out with it under their own name, stay with its versions, and are gone when it is withdrawn', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const editor = newsDeskOf(portal, 'editor', 'tay-thanh');
    const chief = newsDeskOf(portal, 'commander', 'tay-thanh');
    const reader = readerOf(portal);
    const file = await officePdf();
    const stored = await editor.attach(file);
    expect(stored).toMatchObject({ bytes: file.byteLength, pages: 1 });
    const second = await editor.attach(await officePdf('Phụ lục.'));

    const attachments = [
      { id: stored.id, name: '../Thông báo số 12.2026.exe.pdf' },
      { id: second.id, name: 'Phụ lục' },
    ];
    const { id } = await editor.create(fireNotice({ attachments }));
    const address = `/api/news/documents/${stored.id}.pdf`;
    // A draft's is the unit's alone.
    expect(await reader.status(address)).toBe(404);
    const atDesk = `/${id}/documents/${stored.id}`;
    expect((await newsDeskOf(portal, 'editor', 'son-ky').ask('GET', atDesk)).status).toBe(404);
    expect(await (await editor.ask('GET', atDesk)).bytes()).toEqual(file);
    await editor.do(id, 'submit');
    await chief.do(id, 'approve');
    await editor.do(id, 'publish', { toZalo: true });

    const article = await reader.article(id);
    expect(article.attachments).toEqual([
      { url: address, name: 'Thông báo số 12.2026.pdf', bytes: file.byteLength },
      { url: `/api/news/documents/${second.id}.pdf`, name: 'Phụ lục.pdf', bytes: second.bytes },
    ]);
    const answer = await fetch(`${portal.origin}${address}`);
    const header = (name: string) => answer.headers.get(name);
    expect([header('content-type'), header('x-content-type-options'), header('cache-control')]).toEqual([
      'application/pdf',
      'nosniff',
      'public, no-cache',
    ]);
    expect(header('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(header('content-disposition')).toBe(
      `attachment; filename="Thong bao so 12.2026.pdf"; filename*=UTF-8''${encodeURIComponent('Thông báo số 12.2026.pdf')}`,
    );
    const bytes = await answer.bytes();
    expect([sha256(bytes), (await readPdf(bytes)).text.includes('phòng cháy')]).toEqual([sha256(file), true]);
    const etag = header('etag') ?? '';
    const again = await fetch(`${portal.origin}${address}`, { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);

    const whole = `${portal.origin.replace('127.0.0.1', 'localhost')}${address}`;
    const rss = await reader.text('/feeds/tay-thanh.rss');
    expect(rss).toContain(`<enclosure url="${whole}" length="${file.byteLength}" type="application/pdf"/>`);
    expect(rss).toContain('Tài liệu kèm theo');
    const feed = JSON.parse(await reader.text('/feeds/tay-thanh.json')) as {
      items: { attachments: object[] }[];
    };
    expect(feed.items[0]?.attachments).toHaveLength(2);
    expect(feed.items[0]?.attachments[0]).toEqual({
      url: whole,
      mime_type: 'application/pdf',
      title: 'Thông báo số 12.2026.pdf',
      size_in_bytes: file.byteLength,
    });

    // A correction without the second one; its former version keeps both.
    await editor.edit(id, { attachments: attachments.slice(0, 1), correction: 'Bỏ phụ lục.' });
    await editor.do(id, 'submit');
    await chief.do(id, 'approve');
    await editor.do(id, 'publish');
    expect(await reader.status(`/api/news/documents/${second.id}.pdf`)).toBe(404);
    expect((await editor.ask('GET', `/${id}/documents/${second.id}`)).status).toBe(200);
    await chief.do(id, 'withdraw', { reason: 'Hết hiệu lực.' });
    expect(await reader.status(address)).toBe(404);

    // The name and the file are part of what was approved.
    await portal.stop();
    const database = openDatabase(place);
    const keys = place.databaseUrl
      ? parseSecretKeys(testSecretKeys)
      : await loadOrMakeSecretKeys(place.dataDir);
    const audit = createArticleAudit({ database, keys });
    expect((await audit.verify(id)).isIntact).toBe(true);
    await database.kysely
      .updateTable('article_versions')
      .set({ attachments: null })
      .where('article_id', '=', id)
      .where('version', '=', 1)
      .execute();
    expect(await audit.verify(id)).toMatchObject({ isIntact: false, reason: 'text_changed' });
    await database.close();
  });
});

describe('PDF files at the desk', () => {
  test('are refused when they would do more than show pages, are too large, or are not what they say', async () => {
    const portal = await startTestPortal();
    const editor = newsDeskOf(portal, 'editor', 'tay-thanh');
    const script = handmadePdf('/OpenAction 4 0 R', ['<< /S /JavaScript /JS (x) >>']);
    expect(await codeOf(await editor.upload(new Uint8Array(script)))).toEqual([422, 'document_refused']);
    const html = new TextEncoder().encode('<script>alert(1)</script>');
    expect(await codeOf(await editor.upload(html))).toEqual([422, 'document_refused']);
    expect(await codeOf(await editor.upload(html, 'text/html'))).toEqual([415, 'unsupported_media_type']);
    expect((await newsDeskOf(portal, 'officer', 'tay-thanh').upload(html)).status).toBe(403);
    const large = await editor.upload(new Uint8Array(10 * 1024 * 1024 + 1));
    expect(await codeOf(large)).toEqual([413, 'document_too_large']);
  });

  test('belong to one article, once each, five at the most, with a name', async () => {
    const portal = await startTestPortal();
    const editor = newsDeskOf(portal, 'editor', 'tay-thanh');
    const { id } = await editor.attach(await officePdf());
    const create = (attachments: object[]) => editor.ask('POST', '', { ...fireNotice(), attachments });
    expect(await codeOf(await create([{ id, name: '../.exe' }]))).toEqual([400, 'invalid_input']);
    const twice = [
      { id, name: 'Một' },
      { id, name: 'Hai' },
    ];
    expect(await codeOf(await create(twice))).toEqual([400, 'invalid_input']);
    const many = Array.from({ length: 6 }, (_, nr) => ({ id: crypto.randomUUID(), name: `Tệp ${nr}` }));
    expect(await codeOf(await create(many))).toEqual([400, 'invalid_input']);
    expect(await codeOf(await create(many.slice(0, 1)))).toEqual([422, 'document_expired']);
    await publishArticle(portal, fireNotice({ attachments: [{ id, name: 'Một' }] }));
    expect(await codeOf(await create([{ id, name: 'Một' }]))).toEqual([422, 'document_expired']);
  });
});

describe('PDF files that no article took', () => {
  test('are gone a day later, row and file; what an article has stays', async () => {
    let aheadMs = 0;
    const place = { dataDir: migratedFolder(), databaseUrl: null };
    const database = openDatabase(place);
    const keys = parseSecretKeys(testSecretKeys);
    const files = createDocumentStore({ keys, place: await openPhotoPlace({ ...place, photoBucket: null }) });
    const documents = createNewsDocuments({
      database,
      files,
      now: () => new Date(Date.now() + aheadMs),
      checkPdf: async () => 1,
    });
    const file = await officePdf();
    const [left, taken] = [await documents.add(file), await documents.add(file)];
    await database.transact((transaction) =>
      documents.attach(transaction, [{ id: taken.id, name: 'Kế hoạch' }], crypto.randomUUID()),
    );
    const orphan = left.id.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    await files.put(orphan, file);
    const kept = async () => {
      const ids: string[] = [];
      for await (const id of files.listIds()) ids.push(id);
      return ids.sort();
    };
    await documents.sweep(new Date());
    expect(await kept()).toEqual([left.id, taken.id, orphan].sort());
    aheadMs = 25 * 3_600_000;
    await documents.sweep(new Date(Date.now() + aheadMs));
    expect(await kept()).toEqual([taken.id]);
    expect(Buffer.from(await documents.read(taken.id))).toEqual(Buffer.from(file));
    // At rest it is sealed.
    const raw = await readFile(path.join(place.dataDir, 'photos', taken.id.slice(-2), `${taken.id}.pdf`));
    expect(raw.includes('%PDF')).toBe(false);
    await database.close();
  });
});
