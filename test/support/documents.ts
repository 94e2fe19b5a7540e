import { crc32, inflateRawSync } from 'node:zlib';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** One piece of text where it stands, in points from the lower left. */
export type PdfItem = { text: string; x: number; y: number; width: number; height: number };
export type PdfText = {
  pages: { width: number; height: number; items: PdfItem[] }[];
  text: string;
  metadata: string;
};

/** What an independent reader finds in a PDF. */
export async function readPdf(bytes: Uint8Array): Promise<PdfText> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS });
  const document = await task.promise;
  const pages: PdfText['pages'] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const content = await page.getTextContent();
    const items = content.items.flatMap((item) =>
      'str' in item && item.str.trim() !== ''
        ? [
            {
              text: item.str,
              x: Number(item.transform[4]),
              y: Number(item.transform[5]),
              width: item.width,
              height: item.height,
            },
          ]
        : [],
    );
    pages.push({ width, height, items });
  }
  const metadata = JSON.stringify((await document.getMetadata()).info);
  await task.destroy();
  const text = pages.flatMap(({ items }) => items.map((item) => item.text)).join(' ');
  return { pages, text, metadata };
}

export type DocxText = { text: string; parts: Map<string, string>; leaders: number };

/** The words of a DOCX, cell by cell, and all its parts. `leaders`: tab stops that draw dots. */
export function readDocx(bytes: Uint8Array): DocxText {
  const parts = unzip(Buffer.from(bytes));
  const body = parts.get('word/document.xml') ?? '';
  const text = [...body.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<\/w:p>|<w:br\/>/g)]
    .map(([, words]) => (words === undefined ? ' ' : unescapeXml(words)))
    .join('');
  return { text, parts, leaders: body.match(/w:leader="dot"/g)?.length ?? 0 };
}

function unescapeXml(text: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

function unzip(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = archive.length - 22;
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) =>
      archive.readUInt16LE(at + offset),
    );
    const name = archive.toString('utf8', at + 46, at + 46 + (nameBytes ?? 0));
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    const isPacked = archive.readUInt16LE(at + 10) === 8;
    files.set(name, (isPacked ? inflateRawSync(data) : data).toString('utf8'));
    at += 46 + (nameBytes ?? 0) + (extraBytes ?? 0) + (commentBytes ?? 0);
  }
  return files;
}

/** Without spaces and dots, which break and fill lines. */
export const lettersOf = (text: string): string => text.replace(/[\s.…]+/g, '');

/** The files of an archive, by what its directory says of each, held against their sums. */
export function readZip(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [sum, packed, size] = [at + 16, at + 20, at + 24].map((place) => archive.readUInt32LE(place));
    const nameBytes = archive.readUInt16LE(at + 28);
    const name = archive.subarray(at + 46, at + 46 + nameBytes).toString('utf8');
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const file = inflateRawSync(archive.subarray(from, from + (packed ?? 0)));
    if (file.length !== size || crc32(file) !== sum) throw new Error(`${name} is damaged.`);
    files.set(name, file);
    at += 46 + nameBytes;
  }
  return files;
}
