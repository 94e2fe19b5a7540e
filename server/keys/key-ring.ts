import type { Database } from '../db/database.ts';
import type { LiveKeys } from '../secrets/live-keys.ts';
import { SealError, sealedVersion } from '../secrets/sealing.ts';
import { type KeyVersion, keyFromParts, keyProof, type SecretKeys } from '../secrets/secret-keys.ts';
import { type KnownVersion, keyVersionStore, openParts } from './key-version.store.ts';
import { resealRoundStore } from './reseal-round.store.ts';

/** Keys with which this store cannot be served: a sentence for the person who set them. */
export class KeyRingError extends Error {
  override name = 'KeyRingError';
}

/** On PostgreSQL there may be other servers: they learn of a key (key-watch.ts) before anything is made with it. */
const graceMs = { sqlite: 0, postgres: 15_000 } as const;
/** Somewhat longer than from one look to the next: a server knows that it is behind before anything is made with the key. */
const soonMs = 6_000;

/**
 * Holds the keys that the configuration gives against what the servers of this store have named to each other, and takes them up: new
 * ones are named before they are used, of older ones the parts are kept that outlive them. Throws KeyRingError, and then nothing has changed.
 */
export async function takeUpKeys(
  database: Database,
  keys: LiveKeys,
  configured: SecretKeys,
  now: Date,
): Promise<void> {
  const store = keyVersionStore(database.kysely);
  const before = await store.list();
  refuseImpostors(before, configured);
  await refuseMissing(database, before, configured);
  const at = now.toISOString();
  // The first keys of a store are its keys at once: nobody else has any.
  const usableFrom =
    before.length === 0 ? at : new Date(now.getTime() + graceMs[database.engine]).toISOString();
  const fresh = configured.versions.filter(
    ({ version }) => !before.some((known) => known.version === version),
  );
  if (fresh.length > 0) {
    await database.transact(async (transaction) => {
      for (const key of fresh) await keyVersionStore(transaction).add(key, { at, usableFrom });
    });
  }
  await settleKeys(database, keys, configured, now);
}

/** Looks anew which of the configured keys may be used, and whether others use one that is not here. */
export async function settleKeys(
  database: Database,
  keys: LiveKeys,
  configured: SecretKeys,
  now: Date,
): Promise<void> {
  const store = keyVersionStore(database.kysely);
  const known = await store.list();
  const usable = (key: KeyVersion) =>
    known.some(
      ({ version, usableFrom }) => version === key.version && Date.parse(usableFrom) <= now.getTime(),
    );
  const newest = configured.versions.find(usable) ?? configured.newest;
  const rest = known.filter(({ version }) => !configured.get(version));
  const retired = rest.map((one) => retiredKey(configured, one)).filter((key) => key !== null);
  keys.replace([...configured.versions, ...retired], newest);
  const soon = now.getTime() + soonMs;
  keys.setBehind(
    rest.some(
      ({ version, usableFrom }) =>
        Date.parse(usableFrom) <= soon && !retired.some((key) => key.version === version),
    ),
  );
  await keepPartsOf(database, keys, known);
}

/** What is left of a key that was removed; null where it is one that we have not got yet. */
function retiredKey(configured: SecretKeys, known: KnownVersion): KeyVersion | null {
  try {
    const parts = openParts(configured, known);
    return parts && keyFromParts(known.version, parts);
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

/**
 * Of every key older than the newest, sealed under the newest: whichever is removed, its parts can be opened. Not of one that is named and not
 * used yet: whoever could open its parts under an older key would believe that it was there and is gone.
 */
async function keepPartsOf(
  database: Database,
  keys: LiveKeys,
  known: readonly KnownVersion[],
): Promise<void> {
  const { newest } = keys;
  const knownAs = (version: string) => known.find((one) => one.version === version);
  const usedSince = knownAs(newest.version)?.usableFrom ?? '';
  const isOlder = ({ version }: KeyVersion) =>
    version !== newest.version && (knownAs(version)?.usableFrom ?? usedSince) <= usedSince;
  const isKept = ({ version }: KeyVersion) => {
    const sealed = knownAs(version)?.partsSealed ?? null;
    return sealed !== null && sealedVersion(sealed) === newest.version;
  };
  for (const key of keys.versions.filter((one) => isOlder(one) && !isKept(one))) {
    await database.transact((transaction) => keyVersionStore(transaction).keepParts(keys, key));
  }
}

function refuseImpostors(known: readonly KnownVersion[], configured: SecretKeys): void {
  const impostor = known.find(({ version, proof }) => {
    const key = configured.get(version);
    return key !== undefined && keyProof(key) !== proof;
  });
  if (impostor) {
    throw new KeyRingError(
      `SECRET_KEYS has another key under the name ${impostor.version} than this store was made with. Put the right one back, or give the new one a new name.`,
    );
  }
}

/** A key may go once nothing is sealed under it any more. */
async function refuseMissing(
  database: Database,
  known: readonly KnownVersion[],
  configured: SecretKeys,
): Promise<void> {
  const gone = known.filter(({ version }) => !configured.get(version));
  const removed = gone.filter((one) => one.partsSealed !== null && retiredKey(configured, one) !== null);
  if (removed.length === 0) return;
  const unfinished = await resealRoundStore(database.kysely).listUnfinished(configured.newest.version);
  if (unfinished.length === 0) return;
  throw new KeyRingError(
    `SECRET_KEYS no longer holds ${removed.map(({ version }) => version).join(', ')}, under which things in this store are still sealed. Put it back until "keys status" says that it may go.`,
  );
}
