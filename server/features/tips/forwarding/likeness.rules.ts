/**
 * When two tips say so nearly the same that the group need not read both (issue 3, part 9). Careful rather than clever: a real tip
 * that goes under in a digest is worse than a flood that shows. What is compared lives in memory only; nothing of the words, not even
 * a digest of them, is stored.
 */
export type Fingerprint = {
  readonly kind: string;
  readonly category: string;
  /** Hashes of the distinct words without marks, case and numbers; sorted. */
  readonly words: Uint32Array;
  /** Degrees WGS 84. */
  readonly point: { readonly lat: number; readonly lng: number } | null;
};

/** More than these tell nothing new about likeness. */
const wordsMax = 400;
/** Of all the words of both, so many are common to both. */
const commonShareMin = 0.75;
/** One word in so many, rounded up, may be another one: a name, a street. */
const wordsPerStrangeWord = 20;
/** "Cháy nhà" is what anybody writes: so few words are alike only at the same place. */
const tellingWordsMin = 4;
const samePlaceMetres = 200;
const metresPerDegree = 111_320;

export function fingerprint(
  tip: { kind: string; category: string; lat: number | null; lng: number | null },
  description: string,
): Fingerprint {
  const distinct = new Set<number>();
  for (const word of foldedWords(description)) {
    if (distinct.size === wordsMax) break;
    distinct.add(hash(word));
  }
  return {
    kind: tip.kind,
    category: tip.category,
    words: Uint32Array.from(distinct).sort(),
    point: tip.lat === null || tip.lng === null ? null : { lat: tip.lat, lng: tip.lng },
  };
}

/** Whether somebody who has read one has read the other. */
export function isAlike(one: Fingerprint, other: Fingerprint): boolean {
  if (one.kind !== other.kind || one.category !== other.category) return false;
  if (one.words.length === 0 || other.words.length === 0) return false;
  const common = countCommon(one.words, other.words);
  const all = one.words.length + other.words.length - common;
  if (Math.min(one.words.length, other.words.length) < tellingWordsMin)
    return common === all && isSamePlace(one.point, other.point);
  const strangeMax = Math.ceil(one.words.length / wordsPerStrangeWord);
  return common / all >= commonShareMin && one.words.length - common <= strangeMax;
}

/** Lower case, no marks; numbers are all alike, so that counting up makes no new text. */
function foldedWords(text: string): string[] {
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/đ/g, 'd');
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replace(/\p{N}+/gu, '0'));
}

/** FNV-1a, 32 bits: in four hundred words a chance meeting is one in fifty thousand texts. */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < word.length; index += 1) {
    value = Math.imul(value ^ word.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

function countCommon(one: Uint32Array, other: Uint32Array): number {
  let common = 0;
  for (let left = 0, right = 0; left < one.length && right < other.length; ) {
    const difference = (one[left] ?? 0) - (other[right] ?? 0);
    if (difference === 0) common += 1;
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
  }
  return common;
}

function isSamePlace(one: Fingerprint['point'], other: Fingerprint['point']): boolean {
  if (one === null || other === null) return one === other;
  const north = (one.lat - other.lat) * metresPerDegree;
  const east = (one.lng - other.lng) * metresPerDegree * Math.cos((one.lat * Math.PI) / 180);
  return Math.hypot(north, east) <= samePlaceMetres;
}
