import type { ProofChallenge } from '#contract/problem.ts';

/**
 * The search for the numbers that a challenge asks for. SHA-256 is written out here: the browser's own answers later each time, which
 * costs several times more than the hash itself, and is missing where a page came without https.
 */

const blockBytes = 64;
/** What has to follow the message within its one block: a bit and the length. */
const paddingBytes = 9;
/** First parts of the fractions of the cube roots (FIPS 180-4, 4.2.2) and square roots (5.3.3) of the first primes. */
const roundConstants = fractionsOfRoots(64, Math.cbrt);
const startState = fractionsOfRoots(8, Math.sqrt);

export type Search = {
  /** Tries on until all is found (the numbers, joined as the `Proof` header wants them) or the tries are used up (undefined). */
  step(triesMax: number): string | undefined;
};

/** Begins a search. Throws on a challenge whose messages would not fit one block: none of ours. */
export function startSearch({ seed, puzzles, zeroBits }: ProofChallenge): Search {
  const found: number[] = [];
  let number = 0;
  let isMatch = matcher(`${seed}:0:`, zeroBits);
  return {
    step(triesMax) {
      for (let tries = 0; tries < triesMax; tries += 1) {
        if (isMatch(number)) {
          found.push(number);
          if (found.length === puzzles) return found.join(',');
          number = 0;
          isMatch = matcher(`${seed}:${found.length}:`, zeroBits);
        } else {
          number += 1;
        }
      }
      return undefined;
    },
  };
}

/** Whether SHA-256 of the prefix and a number, in ASCII, begins with so many zero bits (at most 32). */
function matcher(prefix: string, zeroBits: number): (number: number) => boolean {
  const block = new Uint8Array(blockBytes);
  const view = new DataView(block.buffer);
  const words = new Int32Array(blockBytes);
  for (let index = 0; index < prefix.length; index += 1) block[index] = prefix.charCodeAt(index);

  return (number) => {
    const digits = String(number);
    const messageBytes = prefix.length + digits.length;
    if (messageBytes > blockBytes - paddingBytes) throw new Error('The challenge does not fit one block.');
    for (let index = 0; index < digits.length; index += 1) {
      block[prefix.length + index] = digits.charCodeAt(index);
    }
    block[messageBytes] = 0x80;
    view.setUint32(blockBytes - 4, messageBytes * 8);
    for (let word = 0; word < 16; word += 1) words[word] = view.getInt32(word * 4);
    return zeroBits === 0 || firstWordOfHash(words) >>> (32 - zeroBits) === 0;
  };
}

/** The first 32 bits of SHA-256 of one padded block, given as its first 16 words; the other 48 are room to work in. */
function firstWordOfHash(words: Int32Array): number {
  for (let t = 16; t < 64; t += 1) {
    const x = words[t - 15] as number;
    const y = words[t - 2] as number;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[t] = ((words[t - 16] as number) + s0 + (words[t - 7] as number) + s1) | 0;
  }
  let a = startState[0] as number;
  let b = startState[1] as number;
  let c = startState[2] as number;
  let d = startState[3] as number;
  let e = startState[4] as number;
  let f = startState[5] as number;
  let g = startState[6] as number;
  let h = startState[7] as number;
  for (let t = 0; t < 64; t += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + s1 + choice + (roundConstants[t] as number) + (words[t] as number)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + s0 + majority) | 0;
  }
  return ((startState[0] as number) + a) | 0;
}

function fractionsOfRoots(count: number, root: (prime: number) => number): Int32Array {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    if (isPrime(candidate)) found.push(((root(candidate) % 1) * 2 ** 32) | 0);
  }
  return Int32Array.from(found);
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) {
    if (candidate % divisor === 0) return false;
  }
  return true;
}
