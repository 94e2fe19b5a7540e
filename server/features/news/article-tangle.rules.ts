/**
 * What makes a CommonMark parser slow is counted before it is asked: its time grows with the square of some of these, and forty thousand
 * letters of stars and underscores hold it for half a minute. Each limit is several times what twenty printed pages need; with all of
 * them kept the worst text takes no longer than an honest one of the same length with a form in every line.
 */
const tangleLimits = {
  linesMax: 2_000,
  /** Lines in quotes and lists: each is looked at once more for every quote and list around it. */
  markedLinesMax: 1_200,
  /** Rows of `*` or `_`, by paragraph, each count squared: of the stars of one paragraph each may close each. */
  emphasisSquaresMax: 60_000,
  emphasisMax: 2_000,
  bracketsMax: 1_200,
  /** Rows of backticks: each is looked for in all that comes after it. */
  backticksMax: 60,
  /** Signs that may begin something else: an address, a letter by its name. */
  beginningsMax: 1_500,
  /** Headings that are only seen from the line below, which ask for all above it once more. */
  underlinedMax: 60,
} as const;

const count = (text: string, sign: RegExp): number => text.match(sign)?.length ?? 0;

/** Whether it is more tangled than anybody writes. Its own time grows with the length alone. */
export function isTangled(markdown: string): boolean {
  const limits = tangleLimits;
  return (
    count(markdown, /\n/g) >= limits.linesMax ||
    count(markdown, /^[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])/gm) > limits.markedLinesMax ||
    count(markdown, /[[\]]/g) > limits.bracketsMax ||
    count(markdown, /`+/g) > limits.backticksMax ||
    count(markdown, /[<&\\]/g) > limits.beginningsMax ||
    count(markdown, /^[ \t>]*(?:=+|-+)[ \t]*$/gm) > limits.underlinedMax ||
    isOverEmphasised(markdown)
  );
}

function isOverEmphasised(markdown: string): boolean {
  let all = 0;
  let squares = 0;
  for (const paragraph of markdown.split(/\n[ \t]*\n/)) {
    const rows = count(paragraph, /\*+|_+/g);
    all += rows;
    squares += rows * rows;
  }
  return all > tangleLimits.emphasisMax || squares > tangleLimits.emphasisSquaresMax;
}
