import { deflateSync } from 'node:zlib';
import { renderPdf } from '../../server/documents/pdf.ts';

/** An honest document as an office makes it, with a picture-like amount of text, marks and all. */
export const officePdf = (words = 'Công an phường Tây Thạnh thông báo về phòng cháy, chữa cháy.') =>
  renderPdf({
    content: [
      { text: 'THÔNG BÁO', bold: true },
      words,
      { text: 'bocongan.gov.vn', link: 'https://bocongan.gov.vn' },
    ],
  });

const page = [
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
];

/** A small PDF by hand: its catalog's entries, then objects from number 4 on, each as it stands between `obj` and `endobj`. */
export function handmadePdf(catalog = '', more: readonly (string | Buffer)[] = []): Buffer {
  const objects = [`<< /Type /Catalog /Pages 2 0 R ${catalog} >>`, ...page, ...more];
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(Buffer.concat(parts).length);
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'));
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const at = Buffer.concat(parts).length;
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A group of packed objects, by their numbers (ISO 32000-1, 7.5.7). */
export function packedObjects(
  objects: Readonly<Record<number, string>>,
  { type = '/Type /ObjStm', filter = '/Filter /FlateDecode' }: { type?: string; filter?: string } = {},
): Buffer {
  const bodies = Object.values(objects);
  let at = 0;
  const head = Object.keys(objects)
    .map((number, index) => {
      const place = `${number} ${at}`;
      at += (bodies[index]?.length ?? 0) + 1;
      return place;
    })
    .join(' ');
  const data = deflateSync(Buffer.from(`${head} ${bodies.join(' ')}`, 'latin1'));
  return Buffer.concat([
    Buffer.from(
      `<< ${type} /N ${bodies.length} /First ${head.length + 1} ${filter} /Length ${data.length} >>\nstream\n`,
    ),
    data,
    Buffer.from('\nendstream'),
  ]);
}
