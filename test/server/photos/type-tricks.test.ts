import { deflateRawSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { staffKey } from '../../support/desk.ts';
import { expectNoMetadata } from '../../support/jpeg-segments.ts';
import { phonePhoto } from '../../support/photos.ts';
import { noisyKaraoke, readReceipt, startTestPortal, type TestPortal } from '../../support/portal.ts';

/** Nothing of it may be in any byte that a screen gets. */
const mark = 'alert(document.domain)';
const script = `<script>${mark}</script>`;
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="${mark}">${script}</svg>`;
const pdf = `%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(${mark})>>>>endobj\ntrailer<</Root 1 0 R>>`;

const upload = (portal: TestPortal, bytes: Uint8Array, { name, type }: { name: string; type: string }) => {
  const form = new FormData();
  form.set('photo', new Blob([new Uint8Array(bytes)], { type }), name);
  return fetch(`${portal.origin}/api/photos`, { method: 'POST', body: form });
};

/** A segment of a JPEG right behind its first two bytes. */
const withSegment = (jpeg: Buffer, marker: number, content: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
};

/** One stored file: what a JAR is. */
function zipOf(name: string, text: string): Buffer {
  const packed = deflateRawSync(Buffer.from(text));
  const local = Buffer.alloc(30);
  local.write('PK\x03\x04', 'latin1');
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(text.length, 22);
  local.writeUInt16LE(name.length, 26);
  return Buffer.concat([local, Buffer.from(name), packed, Buffer.from('PK\x05\x06'), Buffer.alloc(18)]);
}

const jpegOf = async () =>
  sharp(await phonePhoto({ megapixels: 0.3 }))
    .resize(400, 300)
    .jpeg()
    .toBuffer();

/** Files that are no picture, whatever they call themselves. */
const refused: Record<string, () => Buffer | Promise<Buffer>> = {
  'an SVG with a script': () => Buffer.from(svg),
  'an SVG behind spaces and a comment': () => Buffer.from(`${' '.repeat(600)}<!-- \xff\xd8\xff -->${svg}`),
  'a packed SVG': () => gzipSync(svg),
  'an SVG that reads a file of the server': () =>
    Buffer.from(
      `<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>`,
    ),
  'a web page': () => Buffer.from(`<!doctype html>${script}`),
  'a web page behind the first bytes of a JPEG': () =>
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(script.repeat(200))]),
  'a web page behind the first bytes of a GIF': () => Buffer.from(`GIF89a${script}`),
  'a PDF with a script': () => Buffer.from(pdf),
  'a script for a drawing program': () =>
    Buffer.from(
      `push graphic-context\nviewbox 0 0 9 9\nfill 'url(https://127.0.0.1/"|id")'\npop graphic-context`,
    ),
  'a PostScript program': () => Buffer.from('%!PS\n(%pipe%id) (r) file'),
  'a program': () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2_000)]),
  'a JAR': () => zipOf('A.class', mark),
};

/** Pictures that are something else too. */
const cleaned: Record<string, (jpeg: Buffer) => Buffer | Promise<Buffer>> = {
  'a JPEG that is a program of JavaScript': (jpeg) => {
    // As published: the length of the first segment reads "/*", so that all up to "*/" is a comment.
    const content = Buffer.concat([
      Buffer.alloc(0x2f2a - 2 - mark.length - 8, 0x20),
      Buffer.from(`*/=1;${mark}/*`),
    ]);
    return Buffer.concat([withSegment(jpeg, 0xe0, content), Buffer.from('*///')]);
  },
  'a JPEG that is a PDF': (jpeg) =>
    Buffer.concat([withSegment(jpeg, 0xfe, Buffer.from(pdf)), Buffer.from('\n%%EOF')]),
  'a JPEG that is a JAR': (jpeg) => Buffer.concat([jpeg, zipOf('A.class', mark)]),
  'a JPEG with a web page in its comment': (jpeg) => withSegment(jpeg, 0xfe, Buffer.from(script)),
  'a JPEG with a script in its XMP': (jpeg) =>
    withSegment(jpeg, 0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${script}</x:xmpmeta>`)),
  'a GIF that is a JAR': async (jpeg) =>
    Buffer.concat([await sharp(jpeg).gif().toBuffer(), zipOf('A.class', mark)]),
  'a PNG with a script in its words': (jpeg) =>
    sharp(jpeg).withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${script}</x:xmpmeta>`).png().toBuffer(),
  'a WebP with a script in its words': (jpeg) =>
    sharp(jpeg).withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${script}</x:xmpmeta>`).webp().toBuffer(),
};

const disguises = [
  { name: 'IMG_0001.jpg', type: 'image/jpeg' },
  { name: 'anh.svg.jpg', type: 'image/svg+xml' },
  { name: '\u202Egpj.exe', type: 'text/html' },
];

describe('files that are not what they say', () => {
  test('are refused where they are no picture, under any name and type', async () => {
    const portal = await startTestPortal();
    for (const [what, make] of Object.entries(refused)) {
      const bytes = await make();
      for (const disguise of disguises) {
        const response = await upload(portal, bytes, disguise);
        expect([response.status, (await response.json()) as object], what).toMatchObject([
          422,
          { code: 'photo_unreadable' },
        ]);
      }
    }
  });

  test('reach a screen as the picture alone, which no browser takes for anything else', async () => {
    const portal = await startTestPortal();
    const consentVersion = (await portal.portal()).consent.version;
    const jpeg = await jpegOf();
    for (const [what, make] of Object.entries(cleaned)) {
      const bytes = await make(jpeg);
      const stored = await upload(portal, bytes, disguises[1] ?? { name: '', type: '' });
      expect(stored.status, what).toBe(201);
      const { id } = (await stored.json()) as { id: string };
      const { code, receipt } = await readReceipt(
        await portal.sendTip(noisyKaraoke({ consentVersion, photoIds: [id] })),
      );
      for (const [authorization, address] of [
        [`Receipt ${receipt}`, `/api/tips/${code}/photos/${id}`],
        [staffKey('officer', 'tay-thanh'), `/api/staff/tips/${code}/photos/${id}`],
      ] as const) {
        const answer = await portal.ask(authorization, 'GET', address);
        expect(answer.status, `${what}: ${address}`).toBe(200);
        expect(answer.headers.get('content-type')).toBe('image/jpeg');
        expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
        expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
        const seen = Buffer.from(await answer.arrayBuffer());
        for (const trace of [mark, '<script', '%PDF', 'PK\x03\x04', 'A.class', '*/=1']) {
          expect(seen.includes(trace), `${what}: ${trace}`).toBe(false);
        }
        await expectNoMetadata(seen);
      }
    }
  });

  test('have no say in where or under which name anything lies, whatever they are called', async () => {
    const portal = await startTestPortal();
    const jpeg = await jpegOf();
    const names = [
      '../../../secret-keys',
      '..\\..\\portal.sqlite',
      '/etc/cron.d/x',
      'a\u0000.jpg',
      'a.jpg\u0000.exe',
      '\u202Egpj.exe',
      'a.php.jpg',
      '.htaccess',
      'CON',
      'a'.repeat(4_000),
      '%2e%2e%2fx',
      'a"; filename="b.svg',
      'a\r\nX-Evil: 1\r\n\r\n',
    ];
    for (const name of names) {
      const response = await upload(portal, jpeg, { name, type: 'image/jpeg' });
      // A name longer than any file system's is no fault of a photo; a header that is too long may be refused.
      expect([201, 400], JSON.stringify(name.slice(0, 40))).toContain(response.status);
      const text = await response.text();
      if (response.status === 201)
        expect(JSON.parse(text)).toMatchObject({ id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      expect(response.headers.get('x-evil')).toBeNull();
    }
  });
});
