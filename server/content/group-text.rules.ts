/** What every text into a group of officers has to keep to, whatever it is about. */

/** Zalo takes no longer text; counted in UTF-16 units. */
export const groupTextCharsMax = 2_000;

/** Masked first and cut afterwards, so that a cut does not free half a number. */
export function excerpt(text: string, lettersMax: number): string {
  return oneLine(maskNumbers(withoutMentions(text)), lettersMax);
}

/** The same with its numbers, for who has to call at once. */
export function excerptWithNumbers(text: string, lettersMax: number): string {
  return oneLine(withoutMentions(text), lettersMax);
}

function oneLine(text: string, lettersMax: number): string {
  const clean = text.replace(/\s+/g, ' ').trim().normalize('NFC');
  const letters = [...clean];
  return letters.length <= lettersMax ? clean : `${letters.slice(0, lettersMax).join('')}…`;
}

/** To so many UTF-16 units, between letters: an emoji has two or more. */
export function cut(text: string, unitsMax: number): string {
  if (text.length <= unitsMax) return text;
  let kept = '';
  for (const letter of text) {
    if (kept.length + letter.length >= unitsMax) break;
    kept += letter;
  }
  return `${kept}…`;
}

/**
 * `[@id]` rings a member, `[@group]` everybody (zalo/server.md 3.6): a citizen may do neither. Repeated, so that taking one out
 * does not put another together; invisible and direction-changing letters go first.
 */
export function withoutMentions(text: string): string {
  let clean = text.replace(/[\p{Cc}\p{Cf}]/gu, (letter) => (letter === '\n' || letter === '\t' ? ' ' : ''));
  for (let before = ''; before !== clean; ) {
    before = clean;
    clean = clean.replace(/\[\s*@[^\]]*\]?/g, '');
  }
  return clean;
}

/** Nine digits or more, as phones, identity cards and accounts have; a date has eight. */
const digitRun = /(?<!\d)\+?\d(?:[\s.\-()]{0,2}\d){8,18}(?!\d)(?<money>\s*(?:đ|đồng|vnd|vnđ)(?!\p{L}))?/giu;

/** Phone, identity and account numbers keep their last two digits; sums of money stay. */
export function maskNumbers(text: string): string {
  return text.replace(digitRun, (run, money: string | undefined) => {
    if (money !== undefined) return run;
    return `•••${run.replace(/\D/g, '').slice(-2)}`;
  });
}

const instantFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const timeFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
});
const secondFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** In Việt Nam, whatever the server's own time zone. */
export const formatInstant = (instant: string): string => instantFormat.format(new Date(instant));
export const formatTime = (instant: string): string => timeFormat.format(new Date(instant));
/** To the second, so that two messages about one thing are told apart. */
export const formatSecond = (instant: string): string => secondFormat.format(new Date(instant));
