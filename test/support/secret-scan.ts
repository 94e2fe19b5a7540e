/** A place in a text that looks like a secret: never the secret itself. */
export type Suspect = { readonly line: number; readonly kind: string };

const shapes: readonly { kind: string; pattern: RegExp }[] = [
  { kind: 'private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  { kind: 'key of a cloud', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}\b/ },
  {
    kind: 'token of a forge, registry or chat',
    pattern:
      /\b(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_\w{40,}|glpat-[\w-]{20}|npm_[0-9A-Za-z]{36}|xox[abprs]-[\w-]{20,})/,
  },
  { kind: 'signed token', pattern: /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}/ },
  {
    kind: 'password in an address',
    pattern: /\b[a-z][a-z+]*:\/\/[^\s:/@'"`$<{]+:(?!\/\/)[^\s@'"`$<{]{6,}@[^\s'"`]+/,
  },
];
/** What stands behind a name such as `secret` or `SECRET_KEYS`. */
const assigned =
  /(?:secret|token|passw|api_?key|private_?key|credential)\w*['"]?\s*[:=]\s*['"`]?(?:k\d+:)?([\w+/=-]{24,})/i;
/** Anything quoted that is as long as a key. */
const quoted = /['"`]([A-Za-z0-9+/_=-]{40,})['"`]/g;
/** Bits a letter: words have less than 3.8, random letters of base64 more than 4.3 from 40 letters on. */
const randomFrom = { bitsInAssigned: 3.9, bitsInQuoted: 4.4 };

/** Where a text holds what looks like a key, a token or a password. Reads line by line. */
export function findSecrets(text: string): Suspect[] {
  return text.split('\n').flatMap((content, index) => {
    const kind = kindOf(content);
    return kind === null ? [] : [{ line: index + 1, kind }];
  });
}

function kindOf(content: string): string | null {
  for (const { kind, pattern } of shapes) if (pattern.test(content)) return kind;
  const value = assigned.exec(content)?.[1];
  if (value !== undefined && isRandom(value, randomFrom.bitsInAssigned))
    return 'random letters behind a telling name';
  for (const [, letters = ''] of content.matchAll(quoted))
    if (isRandom(letters, randomFrom.bitsInQuoted)) return 'random letters as long as a key';
  return null;
}

const isRandom = (letters: string, bits: number): boolean =>
  /\d/.test(letters) && /[a-z]/i.test(letters) && bitsOfALetter(letters) >= bits;

/** Shannon's entropy. */
function bitsOfALetter(letters: string): number {
  const alike = [...Map.groupBy(letters, (letter) => letter).values()];
  const shares = alike.map(({ length }) => length / letters.length);
  return shares.reduce((sum, share) => sum - share * Math.log2(share), 0);
}
