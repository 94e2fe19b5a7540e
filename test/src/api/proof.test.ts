import { createHash, randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProofChallenge } from '#contract/problem.ts';
import { isProof, makeChallenge } from '../../../server/limits/proof.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { solveChallenge } from '../../../src/api/proof.ts';
import { startSearch } from '../../../src/api/proof-search.ts';
import { testSecretKeys } from '../../support/portal.ts';

const keys = parseSecretKeys(testSecretKeys);
const now = new Date('2026-11-24T08:00:00Z');

const randomChallenge = (more: Partial<ProofChallenge> = {}): ProofChallenge => ({
  token: 'k1.abc.8.seed',
  seed: randomBytes(17).toString('base64url').slice(0, 22),
  puzzles: 3,
  zeroBits: 8,
  expiresAt: now.toISOString(),
  ...more,
});

const leadingZeroBits = (text: string): number =>
  Math.clz32(createHash('sha256').update(text).digest().readUInt32BE(0));

describe('the search for a proof', () => {
  test('finds for each puzzle the first number whose hash begins with that many zero bits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 4 }),
        fc.stringMatching(/^[A-Za-z0-9_-]{22}$/),
        (zeroBits, puzzles, seed) => {
          const found = startSearch(randomChallenge({ seed, puzzles, zeroBits })).step(1_000_000);
          const numbers = found?.split(',').map(Number) ?? [];
          expect(numbers).toHaveLength(puzzles);
          for (const [puzzle, number] of numbers.entries()) {
            for (let tried = 0; tried < number; tried += 1) {
              expect(leadingZeroBits(`${seed}:${puzzle}:${tried}`)).toBeLessThan(zeroBits);
            }
            expect(leadingZeroBits(`${seed}:${puzzle}:${number}`)).toBeGreaterThanOrEqual(zeroBits);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('can be stopped and taken up again anywhere', () => {
    const challenge = randomChallenge();
    const whole = startSearch(challenge).step(1_000_000);
    const inSteps = startSearch(challenge);
    let found: string | undefined;
    while (found === undefined) found = inSteps.step(7);
    expect(found).toBe(whole);
  });
});

describe('solving a challenge without a worker', () => {
  test('answers what the server asked for, for that key alone', async () => {
    const key = randomUUID();
    const proof = await solveChallenge(makeChallenge(keys, key, 10, now));
    expect(isProof(keys, key, proof, now)).toBe(true);
    expect(isProof(keys, randomUUID(), proof, now)).toBe(false);
    expect(isProof(keys, key, proof, new Date(now.getTime() + 6 * 60_000))).toBe(false);
  });

  test('leaves the page its turn in between', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 5);
    await solveChallenge(makeChallenge(keys, randomUUID(), 15, now));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });

  test('stops when nobody wants it any more', async () => {
    const abort = new AbortController();
    const solving = solveChallenge(randomChallenge({ zeroBits: 32 }), abort.signal);
    abort.abort();
    expect(await solving).toBeUndefined();
  });
});

describe('the server', () => {
  test('takes nothing for a proof that is none, whatever it is', () => {
    const key = randomUUID();
    const { token } = makeChallenge(keys, key, 1, now);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 400 })), (nonsense) => {
        expect(isProof(keys, key, nonsense, now)).toBe(false);
        expect(isProof(keys, key, `${token}:${nonsense}`, now)).toBe(false);
      }),
    );
  });

  test('knows its challenges after a new key was put in front', () => {
    const key = randomUUID();
    const challenge = makeChallenge(keys, key, 6, now);
    const proof = `${challenge.token}:${startSearch(challenge).step(1_000_000)}`;
    const rotated = parseSecretKeys(`k2:${Buffer.alloc(32, 12).toString('base64url')},${testSecretKeys}`);
    expect(isProof(rotated, key, proof, now)).toBe(true);
    const forgotten = parseSecretKeys(`k2:${Buffer.alloc(32, 12).toString('base64url')}`);
    expect(isProof(forgotten, key, proof, now)).toBe(false);
  });
});
