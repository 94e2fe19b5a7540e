const casePrefix = 'TB';
const caseLetters = 6;

const lettersOf = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '');

/**
 * A case code as people type it, in its one form ("tb 7k3m9q", "7K3M9Q" -> "TB-7K3M9Q"). Its alphabet keeps one letter of each
 * look-alike pair, so B, S, Z and U can only be 8, 5, 2 and V. What has another length is sent as it is and not found.
 */
export function normaliseCaseCode(typed: string): string {
  const letters = lettersOf(typed);
  const code =
    letters.length === casePrefix.length + caseLetters && letters.startsWith(casePrefix)
      ? letters.slice(casePrefix.length)
      : letters;
  if (code.length !== caseLetters) return letters;
  const read = code.replace(/B/g, '8').replace(/S/g, '5').replace(/Z/g, '2').replace(/U/g, 'V');
  return `${casePrefix}-${read}`;
}

/** A receipt in its one form: letters and digits only, O read as 0, I and L as 1 (Crockford's base32). */
export const normaliseReceipt = (typed: string): string =>
  lettersOf(typed).replace(/O/g, '0').replace(/[IL]/g, '1');

/** Letters and digits of a receipt (server/secrets/receipt.rules.ts). */
export const receiptLetters = 24;

export const isCaseCode = (normalised: string): boolean => /^TB-.{6}$/.test(normalised);

/** A case code, and after it a receipt that is part of no longer word; a field of one line may have swallowed the line breaks. */
const bothCodes = /TB[-–. ]?([0-9A-Z]{6}).*?(?<![0-9A-Z])((?:[0-9A-Z]{4}[-–\s]?){6})(?![0-9A-Z])/is;

/** Both codes out of the text that “Sao chép hai mã” copies, when it is put into one field; null where not both stand in it. */
export function bothCodesIn(typed: string): { code: string; receipt: string } | null {
  const [, code, receipt] = bothCodes.exec(typed) ?? [];
  return code && receipt
    ? { code: normaliseCaseCode(code), receipt: receiptGroups(receipt).join(' ') }
    : null;
}

/** A receipt in groups of four, to be read and written by hand. */
export const receiptGroups = (receipt: string): string[] => lettersOf(receipt).match(/.{1,4}/g) ?? [];
