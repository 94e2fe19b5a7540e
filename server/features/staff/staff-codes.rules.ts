import { randomInt } from 'node:crypto';

/** What is typed by hand: without what looks alike (0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V keep one each). */
const letters = '23456789ACDEFGHJKMNPQRTVWXY';
const groups = 2;

/** `XXX-XXX` or `XXXX-XXXX`: 29 or 38 bits, enough for a code that lives for minutes behind a limit on wrong tries. */
export function randomTypedCode(lettersPerGroup: 3 | 4): string {
  const group = () =>
    Array.from({ length: lettersPerGroup }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** What was typed, in one form. */
export const normaliseTypedCode = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, '');
