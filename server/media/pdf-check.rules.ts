import { inflateSync } from 'node:zlib';
import { afterBlank, type PdfValue, readPdfValue, unescapeName } from './pdf-objects.ts';

/** `not_pdf`: something else, or something else as well · `broken`: no page could be found · `encrypted` · `active`: it does something by itself · `files`: it carries other files · `tangled`: more than is looked through, or packed in a way that cannot be looked into. */
export type PdfFault = 'not_pdf' | 'broken' | 'encrypted' | 'active' | 'files' | 'tangled';

export type PdfVerdict = { kind: 'ok'; pages: number } | { kind: 'refused'; fault: PdfFault };

const limits = {
  objectsMax: 200_000,
  /** Of all packed objects together, unpacked. */
  unpackedBytesMax: 24 * 1024 * 1024,
  /** Behind the last line that a PDF has. */
  tailCharsMax: 32,
};

/** Names that no harmless notice needs. Where one stands does not matter: also inside a picture's bytes some program might find it. */
const faultOfName: Readonly<Record<string, PdfFault>> = {
  JavaScript: 'active',
  Launch: 'active',
  SubmitForm: 'active',
  ImportData: 'active',
  Rendition: 'active',
  RichMedia: 'active',
  RichMediaExecute: 'active',
  RichMediaContent: 'active',
  GoToE: 'active',
  GoToR: 'active',
  Movie: 'active',
  Sound: 'active',
  XFA: 'active',
  EmbeddedFile: 'files',
  EmbeddedFiles: 'files',
  FileAttachment: 'files',
  Encrypt: 'encrypted',
};
/** Keys too short to be looked for among the bytes of pictures: only in objects. */
const faultOfKey: Readonly<Record<string, PdfFault>> = { JS: 'active', AA: 'active', EF: 'files' };

class Refused extends Error {
  readonly fault: PdfFault;
  constructor(fault: PdfFault) {
    super(fault);
    this.fault = fault;
  }
}

type Found = {
  /** By their numbers; an edition of a file may define one again. */
  objects: Map<number, PdfValue[]>;
  openActions: PdfValue[];
  pages: number;
  hasCatalog: boolean;
  count: number;
  unpackedBytes: number;
};

/**
 * Whether a file is a PDF that only shows pages: nothing in it runs, opens, sends, embeds or is locked. It is read as widely as any viewer
 * might: every place at which an object may begin, also those that the file's own table leaves out, and every packed group of objects.
 */
export function checkPdf(file: Uint8Array): PdfVerdict {
  const text = Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString('latin1');
  try {
    checkFrame(text);
    checkNames(text);
    const found: Found = {
      objects: new Map(),
      openActions: [],
      pages: 0,
      hasCatalog: false,
      count: 0,
      unpackedBytes: 0,
    };
    for (const match of text.matchAll(/(?:(\d{1,10})[\0\t\n\f\r ]+\d{1,10}[\0\t\n\f\r ]+)?(?<!end)obj/g))
      takeObject(found, file, text, { number: Number(match[1] ?? -1), at: match.index + match[0].length });
    for (const match of text.matchAll(/trailer/g))
      takeValue(found, -1, readPdfValue(text, match.index + match[0].length)?.value);
    if (/\/OpenAction/.test(text) && found.openActions.length === 0) throw new Refused('active');
    for (const action of found.openActions) checkOpenAction(found, action, 0);
    if (!found.hasCatalog || found.pages === 0) throw new Refused('broken');
    return { kind: 'ok', pages: found.pages };
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', fault: error.fault };
    throw error;
  }
}

/** It begins and ends as a PDF, and nothing comes before or behind it that would make it something else as well. */
function checkFrame(text: string): void {
  if (!/^%PDF-(?:1\.[0-7]|2\.0)[\r\n\t ]/.test(text)) throw new Refused('not_pdf');
  const end = text.lastIndexOf('%%EOF');
  if (end === -1) throw new Refused('broken');
  const tail = text.slice(end + '%%EOF'.length);
  if (tail.length > limits.tailCharsMax || /[^\0\t\n\f\r ]/.test(tail)) throw new Refused('not_pdf');
  if (!text.includes('startxref')) throw new Refused('broken');
}

/** Names, escaped or not, in everything that is not packed. */
function checkNames(text: string): void {
  for (const [, name = ''] of text.matchAll(/\/([A-Za-z#][A-Za-z0-9#]{2,90})/g)) {
    const fault = faultOf(faultOfName, unescapeName(name));
    if (fault) throw new Refused(fault);
  }
}

const faultOf = (faults: Readonly<Record<string, PdfFault>>, name: string): PdfFault | undefined =>
  Object.hasOwn(faults, name) ? faults[name] : undefined;

function takeObject(
  found: Found,
  file: Uint8Array,
  text: string,
  { number, at }: { number: number; at: number },
): void {
  const read = readPdfValue(text, at);
  // Three letters in a picture that begin nothing.
  if (!read) return;
  takeValue(found, number, read.value);
  const begin = afterBlank(text, read.end);
  if (read.value.kind !== 'dictionary' || !text.startsWith('stream', begin)) return;
  const { entries } = read.value;
  if (!entries.has('First') && nameAt(entries, 'Type') !== 'ObjStm') return;
  const data =
    begin + 'stream'.length + (/^\r?\n|^\r/.exec(text.slice(begin + 6, begin + 8))?.[0].length ?? 0);
  takePacked(found, entries, unpacked(found, entries, file.subarray(data)));
}

/** The objects of a group: their numbers and places first, then they themselves (ISO 32000-1, 7.5.7). */
function takePacked(found: Found, entries: Map<string, PdfValue>, text: string): void {
  checkNames(text);
  const first = numberAt(entries, 'First');
  const count = numberAt(entries, 'N');
  if (first === null || count === null || count > limits.objectsMax) throw new Refused('tangled');
  const head = text
    .slice(0, first)
    .trim()
    .split(/[\0\t\n\f\r ]+/)
    .map(Number);
  for (let index = 0; index < count; index += 1) {
    const [number, offset] = [head[2 * index], head[2 * index + 1]];
    if (number === undefined || offset === undefined) throw new Refused('broken');
    takeValue(found, number, readPdfValue(text, first + offset)?.value);
  }
}

function unpacked(found: Found, entries: Map<string, PdfValue>, data: Uint8Array): string {
  const filter = entries.get('Filter') ?? entries.get('F');
  const filters = filter === undefined ? [] : filter.kind === 'array' ? filter.items : [filter];
  if (filters.length === 0) return Buffer.from(data).toString('latin1');
  const [only] = filters;
  const isPlain = entries.get('DecodeParms') === undefined && entries.get('DP') === undefined;
  const isFlate = only?.kind === 'name' && ['FlateDecode', 'Fl'].includes(only.name);
  if (filters.length > 1 || !isFlate || !isPlain) throw new Refused('tangled');
  const bytesLeft = limits.unpackedBytesMax - found.unpackedBytes;
  if (bytesLeft <= 0) throw new Refused('tangled');
  let bytes: Buffer;
  try {
    bytes = inflateSync(data, { maxOutputLength: bytesLeft });
  } catch (error) {
    throw new Refused(
      (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'tangled' : 'broken',
    );
  }
  found.unpackedBytes += bytes.byteLength;
  return bytes.toString('latin1');
}

/** Looks through an object and all in it. */
function takeValue(found: Found, number: number, value: PdfValue | undefined): void {
  if (!value) return;
  found.count += 1;
  if (found.count > limits.objectsMax) throw new Refused('tangled');
  if (number >= 0) found.objects.set(number, [...(found.objects.get(number) ?? []), value]);
  const waiting: PdfValue[] = [value];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.kind === 'array') waiting.push(...next.items);
    if (next.kind !== 'dictionary') continue;
    takeDictionary(found, next.entries);
    waiting.push(...next.entries.values());
  }
}

function takeDictionary(found: Found, entries: Map<string, PdfValue>): void {
  for (const [key, value] of entries) {
    const fault = faultOf(faultOfKey, key) ?? faultOf(faultOfName, key);
    if (fault) throw new Refused(fault);
    if (key === 'OpenAction') found.openActions.push(value);
  }
  const type = nameAt(entries, 'Type');
  if (type === 'Page') found.pages += 1;
  if (type === 'Catalog') found.hasCatalog = true;
}

/** Where the file opens at may be said; anything else that happens at opening may not. */
function checkOpenAction(found: Found, action: PdfValue, followed: number): void {
  if (action.kind === 'array') return;
  if (action.kind === 'dictionary' && nameAt(action.entries, 'S') === 'GoTo' && !action.entries.has('Next'))
    return;
  const meant = action.kind === 'reference' ? found.objects.get(action.number) : undefined;
  if (!meant || followed > 5) throw new Refused('active');
  for (const each of meant) checkOpenAction(found, each, followed + 1);
}

function nameAt(entries: Map<string, PdfValue>, key: string): string | null {
  const value = entries.get(key);
  return value?.kind === 'name' ? value.name : null;
}

function numberAt(entries: Map<string, PdfValue>, key: string): number | null {
  const value = entries.get(key);
  return value?.kind === 'number' && Number.isInteger(value.value) && value.value >= 0 ? value.value : null;
}
