import * as z from 'zod';
import type { Connection } from '../db/database.ts';
import { openText, sealText } from '../secrets/sealing.ts';
import {
  type KeyParts,
  type KeyVersion,
  keyProof,
  partsOf,
  type SecretKeys,
} from '../secrets/secret-keys.ts';

/** A key as the servers of a store have named it to each other. */
export type KnownVersion = {
  version: string;
  /** Another key under the same name has another one. */
  proof: string;
  usableFrom: string;
  partsSealed: string | null;
};

const Parts = z.record(z.string(), z.string());

/** Which keys the servers of this store have; the keys themselves are never in it. */
export const keyVersionStore = (connection: Connection) => ({
  async list(): Promise<KnownVersion[]> {
    const rows = await connection.selectFrom('secret_key_versions').selectAll().orderBy('known_at').execute();
    return rows.map((row) => ({
      version: row.version,
      proof: row.proof,
      usableFrom: row.usable_from,
      partsSealed: row.parts_sealed,
    }));
  },

  /** Of a key that is known already nothing changes. */
  async add(key: KeyVersion, { at, usableFrom }: { at: string; usableFrom: string }): Promise<void> {
    await connection
      .insertInto('secret_key_versions')
      .values({
        version: key.version,
        proof: keyProof(key),
        known_at: at,
        usable_from: usableFrom,
        parts_sealed: null,
      })
      .onConflict((conflict) => conflict.column('version').doNothing())
      .execute();
  },

  /** Keeps what digests and histories need of an older key, sealed under the newest. */
  async keepParts(keys: SecretKeys, key: KeyVersion): Promise<void> {
    await connection
      .updateTable('secret_key_versions')
      .set({ parts_sealed: sealText(keys, partsContext(key.version), JSON.stringify(partsOf(key))) })
      .where('version', '=', key.version)
      .execute();
  },

  /** Forgets a key and its parts. */
  async remove(version: string): Promise<void> {
    await connection.deleteFrom('secret_key_versions').where('version', '=', version).execute();
  },
});

/** Throws SealError where the key that they are sealed under is not among these. */
export const openParts = (keys: SecretKeys, { version, partsSealed }: KnownVersion): KeyParts | null =>
  partsSealed === null ? null : Parts.parse(JSON.parse(openText(keys, partsContext(version), partsSealed)));

export const partsContext = (version: string): string => `key-parts:${version}`;
