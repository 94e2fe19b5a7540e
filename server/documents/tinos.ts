import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * Tinos: metric-compatible with Times New Roman, in which official papers are printed, and has every Vietnamese letter (SIL Open Font
 * License). Read here for two things only: which characters it has, and how wide they are.
 */
export type Tinos = {
  has(codePoint: number): boolean;
  /** In ems, without kerning. */
  widthOf(text: string): number;
};

const require = createRequire(import.meta.url);
const files = {
  normal: require.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf'),
  italics: require.resolve('@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf'),
} as const;

export const tinosFaces = ['normal', 'bold', 'italics'] as const;
type Face = (typeof tinosFaces)[number];

/** Reads one face. */
export function readTinos(face: Face): Tinos {
  const view = viewOf(readFileSync(files[face]));
  const unitsPerEm = view.getUint16(tableAt(view, 'head') + 18);
  const advances = readAdvances(view);
  const glyphs = readGlyphs(view);
  const advanceOf = (codePoint: number) =>
    advances[Math.min(glyphs.get(codePoint) ?? 0, advances.length - 1)] ?? 0;
  return {
    has: (codePoint) => glyphs.has(codePoint),
    widthOf: (text) =>
      [...text].reduce((sum, character) => sum + advanceOf(character.codePointAt(0) ?? 0), 0) / unitsPerEm,
  };
}

/** What it takes to draw letters one after the other. */
const drawingTables = [
  'OS/2',
  'cmap',
  'cvt ',
  'fpgm',
  'glyf',
  'head',
  'hhea',
  'hmtx',
  'loca',
  'maxp',
  'name',
  'post',
  'prep',
];
/** Version 3 of `post`: without the names of all glyphs. */
const namelessPost = { version: 0x0003_0000, bytes: 32 };

/**
 * One face as a font file without kerning, ligatures and glyph names, none of which a document needs: read anew for every one, they took
 * two thirds of the time.
 */
export function slimTinosFile(face: Face): Buffer {
  const bytes = readFileSync(files[face]);
  const kept = tablesOf(viewOf(bytes)).filter(({ tag }) => drawingTables.includes(tag));
  const parts = kept.map(({ tag, offset, length }) => {
    const part = Buffer.from(bytes.subarray(offset, offset + (tag === 'post' ? namelessPost.bytes : length)));
    if (tag === 'post') part.writeUInt32BE(namelessPost.version, 0);
    return part;
  });
  const directory = Buffer.alloc(12 + kept.length * 16);
  bytes.copy(directory, 0, 0, 4);
  directory.writeUInt16BE(kept.length, 4);
  let offset = directory.length;
  const padded = parts.map((part, index) => {
    const at = 12 + index * 16;
    directory.write(kept[index]?.tag ?? '', at, 'latin1');
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(part.length, at + 12);
    const whole = Buffer.alloc(Math.ceil(part.length / 4) * 4);
    part.copy(whole);
    offset += whole.length;
    return whole;
  });
  return Buffer.concat([directory, ...padded]);
}

const viewOf = (bytes: Buffer): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function tablesOf(view: DataView): { tag: string; offset: number; length: number }[] {
  return Array.from({ length: view.getUint16(4) }, (_, index) => {
    const at = 12 + index * 16;
    return {
      tag: String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte))),
      offset: view.getUint32(at + 8),
      length: view.getUint32(at + 12),
    };
  });
}

function tableAt(view: DataView, tag: string): number {
  const table = tablesOf(view).find((one) => one.tag === tag);
  if (!table) throw new Error(`the font has no table ${tag}`);
  return table.offset;
}

function readAdvances(view: DataView): number[] {
  const count = view.getUint16(tableAt(view, 'hhea') + 34);
  const hmtx = tableAt(view, 'hmtx');
  return Array.from({ length: count }, (_, glyph) => view.getUint16(hmtx + glyph * 4));
}

/** The character map of the Unicode basic plane (`cmap` format 4). */
function readGlyphs(view: DataView): Map<number, number> {
  const cmap = tableAt(view, 'cmap');
  const subtables = Array.from({ length: view.getUint16(cmap + 2) }, (_, index) => cmap + 4 + index * 8)
    .filter((at) => view.getUint16(at) === 3 && view.getUint16(at + 2) === 1)
    .map((at) => cmap + view.getUint32(at + 4));
  const [start] = subtables;
  if (start === undefined || view.getUint16(start) !== 4) throw new Error('the font has no Unicode map');
  const segments = view.getUint16(start + 6) / 2;
  const column = (index: number) => start + 14 + segments * 2 * index + (index > 0 ? 2 : 0);
  const glyphs = new Map<number, number>();
  for (let segment = 0; segment < segments; segment += 1) {
    const at = (index: number) => column(index) + segment * 2;
    const [last, first, delta, rangeOffset] = [0, 1, 2, 3].map((index) => view.getUint16(at(index)));
    if (last === undefined || first === undefined || delta === undefined || rangeOffset === undefined) break;
    for (let code = first; code <= last && code !== 0xffff; code += 1) {
      const raw = rangeOffset === 0 ? code : view.getUint16(at(3) + rangeOffset + (code - first) * 2);
      const glyph = raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(code, glyph);
    }
  }
  return glyphs;
}
