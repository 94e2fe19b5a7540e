/**
 * The letters of Vietnamese, each as it is typed by nearly everybody (one code unit, NFC), taken apart once. What is not here is read
 * by the means of Unicode, which are many times slower (vietnamese-text.ts).
 */

type Letter = {
  /** In lower case, with its marks. */
  readonly lower: string;
  /** Without any mark; empty for what parts words. */
  readonly folded: string;
  /** In lower case without its tone: `ậ` → `â`. */
  readonly shaped: string;
  /** The combining mark of its tone; empty for the level tone. */
  readonly tone: string;
};

/** From here on a letter of this table has marks. */
export const lastAscii = 0x7f;

const toneMarks = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];

const letters: (Letter | undefined)[] = [];
for (let code = 0; code <= lastAscii; code += 1) {
  const lower = String.fromCharCode(code).toLowerCase();
  letters[code] = { lower, folded: /[a-z\d]/.test(lower) ? lower : '', shaped: lower, tone: '' };
}
for (const shaped of 'aăâđeêioôơuưy') {
  const folded = shaped === 'đ' ? 'd' : shaped.normalize('NFD').charAt(0);
  for (const tone of shaped === 'đ' ? [''] : ['', ...toneMarks]) {
    const lower = (shaped + tone).normalize('NFC');
    // Those of English keep what they are: they have no marks.
    if (lower.charCodeAt(0) <= lastAscii) continue;
    const letter = { lower, folded, shaped, tone };
    letters[lower.charCodeAt(0)] = letter;
    letters[lower.toUpperCase().charCodeAt(0)] = letter;
  }
}

/** By its code unit; undefined for what is neither ASCII nor a letter of Vietnamese. */
export const letterOf = (code: number): Letter | undefined => letters[code];
