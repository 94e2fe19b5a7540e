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

/** A receipt in groups of four, to be read and written by hand. */
export const receiptGroups = (receipt: string): string[] => lettersOf(receipt).match(/.{1,4}/g) ?? [];
