/**
 * The twelve digits of a personal identification number (Decree 137/2015/NĐ-CP, article 13; Circular 59/2021/TT-BCA, article 4): three
 * for the province or the country where the birth was registered, one for century and gender, two for the year of birth, six at
 * random.
 */

export type PersonalNumber = { gender: 'Nam' | 'Nữ'; birthYear: number };

/** As they were before the provinces were joined in 2025: a number stays with its person for life. */
const provinceCodes = new Set(
  (
    '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 ' +
    '046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 ' +
    '094 095 096'
  ).split(' '),
);
/** From here on the codes stand for countries. Which of them are given out is not published in one place: all pass. */
const firstCountryCode = 100;

/** What the digits say, or the sentence for the person who typed them. `thisYear`: four digits. */
export function readPersonalNumber(digits: string, thisYear: number): PersonalNumber | string {
  if (!/^\d{12}$/.test(digits)) return 'Số định danh cá nhân gồm đúng 12 chữ số.';
  const place = digits.slice(0, 3);
  if (!provinceCodes.has(place) && Number(place) < firstCountryCode) {
    return 'Ba chữ số đầu không phải mã tỉnh, thành phố. Vui lòng xem lại trên thẻ.';
  }
  const century = Number(digits.charAt(3));
  const birthYear = 1900 + Math.floor(century / 2) * 100 + Number(digits.slice(4, 6));
  if (birthYear > thisYear) return 'Các chữ số về thế kỷ và năm sinh chưa đúng. Vui lòng xem lại trên thẻ.';
  return { gender: century % 2 === 0 ? 'Nam' : 'Nữ', birthYear };
}
