import { Hono } from 'hono';
import * as z from 'zod';
import { StoredDocument } from '#contract/news.ts';
import { AppError } from '../../http/app-error.ts';
import { contentDisposition } from '../../http/content-disposition.ts';
import { staffRoute } from '../../http/openapi.ts';
import type { NewsDocuments } from './document.service.ts';
import { createDocumentUploads } from './document-upload.ts';
import { type NewsEnv, ofArticle, opensArticle } from './news-desk.routes.ts';
import type { NewsDesk } from './news-desk.service.ts';

/** A reader that shows it runs nothing of it, and a browser saves it instead. */
export const documentHeaders = (fileName: string): Record<string, string> => ({
  'Content-Type': 'application/pdf',
  'Content-Disposition': contentDisposition('attachment', fileName),
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'X-Content-Type-Options': 'nosniff',
});

/** `/api/staff/news/documents` and `…/{id}/documents/{document}`, behind the scope of `createNewsDeskRoutes`. */
export function createDocumentRoutes(desk: NewsDesk, documents: NewsDocuments): Hono<NewsEnv> {
  const uploads = createDocumentUploads();
  return new Hono<NewsEnv>()
    .post(
      '/documents',
      staffRoute({
        summary: 'Send a PDF ahead of its article',
        description:
          'The file itself is the body. It is looked through: one that runs, opens, sends or carries something, or is locked, is refused. Gone after a day unless a draft names its id.',
        requestBody: {
          mediaType: 'application/pdf',
          schema: { type: 'string', format: 'binary' },
        },
        answer: { status: 201, description: 'Looked through and stored.', schema: StoredDocument },
        problems: [
          'invalid_input',
          'upload_timeout',
          'document_too_large',
          'unsupported_media_type',
          'document_refused',
          'busy',
        ],
      }),
      async (c) => {
        await documents.assertRoom();
        return c.json(await documents.add(await uploads.receive(c.req.raw)), 201);
      },
    )
    .get(
      '/:id/documents/:document',
      staffRoute({
        summary: 'A PDF of an article, published or not',
        answer: { status: 200, description: 'The file.', mediaType: 'application/pdf' },
        problems: [...ofArticle],
      }),
      opensArticle(desk),
      async (c) => {
        const id = c.req.param('document');
        if (!z.uuid().safeParse(id).success) throw new AppError('not_found');
        const { file, fileName } = await desk.document(c.get('opened'), id);
        return c.body(file, 200, documentHeaders(fileName));
      },
    );
}
