import { type Context, Hono } from 'hono';
import { FormAnswersBody, FormLink, FormLinkRequest, formFormats } from '#contract/forms.ts';
import { contentDisposition } from '../../http/content-disposition.ts';
import type { HttpEnv } from '../../http/http-env.ts';
import { noStore } from '../../http/http-env.ts';
import { route } from '../../http/openapi.ts';
import { isKnown } from '../../http/stored-answer.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import type { FormService } from './form.service.ts';
import { type FormFile, formMediaTypes } from './form-links.ts';

/** A new pack reaches every phone within a minute; until then the ETag makes asking cheap. */
const publicCache = 'public, max-age=60';

/** `/api/forms/{code}.pdf` and `.docx`, blank and filled; `/api/forms/{code}/links` and what they lead to. */
export function createFormFileRoutes(forms: FormService): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  for (const format of formFormats) {
    // The document of the API shows it as {code}.pdf: see `namesOfFiles` in http/openapi.ts.
    const file = `code.${format}` as const;
    const path = `/:${file}{[a-z0-9-]+\\.${format}}` as const;
    const slugOf = (c: Context) => (c.req.param(file) ?? '').slice(0, -format.length - 1);
    routes.get(
      path,
      route({
        summary: `A form as ${format.toUpperCase()}, to be filled in by hand`,
        description: 'Laid out as the official form. Carries an ETag.',
        tag: 'procedures',
        hasEtag: true,
        answer: { status: 200, description: 'The file.', mediaType: formMediaTypes[format] },
        problems: ['not_found', 'form_not_fillable'],
      }),
      async (c) => {
        const { etag, ...blank } = await forms.blank(slugOf(c), format);
        const headers = { ETag: etag, 'Cache-Control': publicCache };
        if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
        return sendFile(c, blank, 'attachment', headers);
      },
    );
    routes.post(
      path,
      noStore,
      route({
        summary: `A form as ${format.toUpperCase()}, filled in`,
        description:
          'From answers that are kept nowhere and logged nowhere. Issues name the field, row and column.',
        tag: 'procedures',
        answer: { status: 200, description: 'The file.', mediaType: formMediaTypes[format] },
        problems,
      }),
      jsonBody(),
      validate('json', FormAnswersBody),
      async (c) => sendFile(c, await forms.fill(slugOf(c), format, c.req.valid('json')), 'attachment'),
    );
  }
  return routes
    .post(
      '/:code/links',
      noStore,
      route({
        summary: 'A link to a filled form, good for one GET within five minutes',
        description:
          'Where only a link can be opened, and only when somebody asks for it: who has the link has the answers. Until then the file is held in memory or, where several servers answer, locked under the link, which no server keeps.',
        tag: 'procedures',
        answer: { status: 201, description: 'The link.', schema: FormLink },
        problems,
      }),
      jsonBody(),
      validate('json', FormLinkRequest),
      async (c) => {
        const { format, answers } = c.req.valid('json');
        return c.json(await forms.issueLink(c.req.param('code'), format, answers), 201);
      },
    )
    .get(
      '/links/:token',
      noStore,
      route({
        summary: 'The file behind a one-time link',
        tag: 'procedures',
        answer: {
          status: 200,
          description: 'The file, of the type it was made as.',
          mediaType: formMediaTypes.pdf,
          alsoAs: [formMediaTypes.docx],
        },
        problems: ['form_link_gone'],
      }),
      async (c) => {
        const token = c.req.param('token').replace(/\.(pdf|docx)$/, '');
        // Viewers and messengers look with HEAD before they fetch.
        const file = await (c.req.method === 'HEAD' ? forms.findLink(token) : forms.takeLink(token));
        return sendFile(c, file, 'inline');
      },
    );
}

const problems = [
  'invalid_input',
  'invalid_json',
  'not_found',
  'form_not_fillable',
  'body_too_large',
  'unsupported_media_type',
] as const;

function sendFile(
  c: Context,
  { bytes, mediaType, name }: FormFile,
  disposition: 'attachment' | 'inline',
  headers: Record<string, string> = {},
): Response {
  return c.body(new Uint8Array(bytes), 200, {
    ...headers,
    'Content-Type': mediaType,
    'Content-Length': String(bytes.byteLength),
    'Content-Disposition': contentDisposition(disposition, name),
  });
}
