/**
 * Reads the objects of a PDF (ISO 32000-1, 7.3) where they may lie, without believing the file's own table of them: what is looked for is
 * whatever some program could take for an object. A PDF is given as latin1, a letter a byte.
 */
export type PdfValue =
  | { kind: 'name'; name: string }
  | { kind: 'number'; value: number }
  | { kind: 'reference'; number: number }
  | { kind: 'array'; items: PdfValue[] }
  | { kind: 'dictionary'; entries: Map<string, PdfValue> }
  /** A string, a word: nothing in it matters here. */
  | { kind: 'other' };

/** Where it ends is where the next token begins. */
type Read = { value: PdfValue; end: number };

const depthMax = 60;
const blank = /[\0\t\n\f\r ]/;
const endsToken = /[\0\t\n\f\r ()<>[\]{}/%]/;

/** Null: nothing that begins there is an object. */
export const readPdfValue = (text: string, from: number): Read | null => readValue(text, from, 0);

function readValue(text: string, from: number, depth: number): Read | null {
  if (depth > depthMax) return null;
  const at = afterBlank(text, from);
  const letter = text[at];
  if (letter === undefined) return null;
  if (letter === '/') return readName(text, at);
  if (letter === '(') return { value: other, end: endOfString(text, at) };
  if (letter === '[') return readArray(text, at + 1, depth);
  if (letter === '<') {
    if (text[at + 1] === '<') return readDictionary(text, at + 2, depth);
    const end = text.indexOf('>', at);
    return end === -1 ? null : { value: other, end: end + 1 };
  }
  return readWord(text, at);
}

const other: PdfValue = { kind: 'other' };

function readName(text: string, at: number): Read & { value: { kind: 'name' } } {
  const end = endOfToken(text, at + 1);
  return { value: { kind: 'name', name: unescapeName(text.slice(at + 1, end)) }, end };
}

/** `/J#61vaScript` is `/JavaScript`. */
export const unescapeName = (name: string): string =>
  name.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function readArray(text: string, from: number, depth: number): Read | null {
  const items: PdfValue[] = [];
  for (let at = afterBlank(text, from); ; ) {
    if (text[at] === ']') return { value: { kind: 'array', items }, end: at + 1 };
    const read = readValue(text, at, depth + 1);
    if (!read || read.end <= at) return null;
    items.push(read.value);
    at = afterBlank(text, read.end);
  }
}

function readDictionary(text: string, from: number, depth: number): Read | null {
  const entries = new Map<string, PdfValue>();
  for (let at = afterBlank(text, from); ; ) {
    if (text.startsWith('>>', at)) return { value: { kind: 'dictionary', entries }, end: at + 2 };
    if (text[at] !== '/') return null;
    const { value: key, end } = readName(text, at);
    const read = readValue(text, end, depth + 1);
    if (!read) return null;
    entries.set(key.kind === 'name' ? key.name : '', read.value);
    at = afterBlank(text, read.end);
  }
}

/** A number, `12 0 R`, or a word like `true`. */
function readWord(text: string, at: number): Read | null {
  const end = endOfToken(text, at);
  if (end === at) return null;
  const word = text.slice(at, end);
  if (!/^[+-]?[\d.]+$/.test(word)) return { value: other, end };
  const number = Number(word);
  const reference = /^[\0\t\n\f\r ]+\d{1,10}[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/.exec(
    text.slice(end, end + 40),
  );
  if (reference) return { value: { kind: 'reference', number }, end: end + reference[0].length };
  return { value: { kind: 'number', value: number }, end };
}

function endOfToken(text: string, from: number): number {
  let at = from;
  while (at < text.length && !endsToken.test(text[at] ?? '')) at += 1;
  return at;
}

function endOfString(text: string, from: number): number {
  let open = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '(') open += 1;
    else if (text[at] === ')') {
      open -= 1;
      if (open === 0) return at + 1;
    }
  }
  return text.length;
}

/** Behind blanks and comments. */
export function afterBlank(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < text.length && blank.test(text[at] ?? '')) at += 1;
    if (text[at] !== '%') return at;
    while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
  }
}
