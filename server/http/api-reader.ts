import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import { type StoredAnswer, sendStored, storedFile } from './stored-answer.ts';

const require = createRequire(import.meta.url);

/** What the reader is made of, all from the package swagger-ui-dist as it was installed; nothing else of the package can be asked for. */
const packageFiles = [
  {
    name: 'swagger-ui.css',
    place: require.resolve('swagger-ui-dist/swagger-ui.css'),
    mediaType: 'text/css; charset=utf-8',
  },
  {
    name: 'swagger-ui-bundle.js',
    place: require.resolve('swagger-ui-dist/swagger-ui-bundle.js'),
    mediaType: 'text/javascript; charset=utf-8',
  },
  {
    name: 'favicon-32x32.png',
    place: require.resolve('swagger-ui-dist/favicon-32x32.png'),
    mediaType: 'image/png',
  },
] as const;

/** Files of one version of the package; the ETag makes asking cheap. */
const askedAnew = 'no-cache';

/**
 * A page on which people read the OpenAPI document at `documentPath` and try its operations. It loads nothing from elsewhere and tells
 * nobody; keys that are typed into it are forgotten with the page.
 */
export function createApiReader(documentPath: string): Hono {
  const page = storedFile(readerPage, 'text/html; charset=utf-8');
  const script = storedFile(startScript(documentPath), 'text/javascript; charset=utf-8');
  const routes = new Hono()
    .use(readerHeaders)
    .use(compress())
    .get('/', (c) => sendStored(c, page, askedAnew))
    .get('/start.js', (c) => sendStored(c, script, askedAnew));
  for (const { name, place, mediaType } of packageFiles) {
    // Read when somebody reads the first time: most servers are never asked for it.
    let file: Promise<StoredAnswer> | undefined;
    routes.get(`/${name}`, async (c) => {
      file ??= readFile(place).then((bytes) => storedFile(new Uint8Array(bytes), mediaType));
      return sendStored(c, await file, askedAnew);
    });
  }
  return routes;
}

/** At full paths, because the page's own address ends without a slash. */
const readerPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Zalo An ninh · API</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="reader"></div>
<noscript>The reader needs JavaScript; the document itself is <a href="/api/openapi.json">/api/openapi.json</a>.</noscript>
<script src="/api/docs/swagger-ui-bundle.js" defer></script>
<script src="/api/docs/start.js" defer></script>
</body>
</html>
`;

/** `validatorUrl`: else the reader asks a server of its makers what they think of the document. */
const startScript = (documentPath: string) => `SwaggerUIBundle(${JSON.stringify({
  url: documentPath,
  dom_id: '#reader',
  deepLinking: true,
  // All operations unfolded take ten seconds to draw; the subjects are read first in any case.
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  filter: true,
  persistAuthorization: false,
  queryConfigEnabled: false,
  validatorUrl: null,
})});
`;

/** Only the files of this folder run, and what is tried goes to this server. */
const readerHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
  crossOriginEmbedderPolicy: false,
});
