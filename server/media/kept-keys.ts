import path from 'node:path';
import type { DriverContract } from 'flydrive/types';

/** Of what is kept beside the copies of photos. */
export const documentKind = 'pdf';

const shards = Array.from({ length: 256 }, (_, shard) => shard.toString(16).padStart(2, '0'));
const keptId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where a file lies. Sharded by the last two letters: the first ones of a UUIDv7 are the clock and stay the same for years. */
export function keptKey(id: string, kind: string): string {
  if (!keptId.test(id)) throw new Error('Not an id of what is kept.');
  return `${id.slice(-2)}/${id}.${kind}`;
}

/** The ids of all that is kept of these kinds, a shard at a time. */
export async function* listKeptIds(
  place: DriverContract,
  kinds: readonly string[],
  inShards: readonly string[] = shards,
): AsyncGenerator<string> {
  for (const shard of inShards) {
    for (const id of await idsInShard(place, shard, kinds)) yield id;
  }
}

const shardsPerHour = Math.ceil(shards.length / 24);

/** The shards whose turn it is: within a day it is everyone's, whichever server asks and however often it was started anew. */
export function shardsOfHour(at: Date): string[] {
  const first = Math.floor(at.getTime() / (60 * 60_000)) * shardsPerHour;
  return Array.from({ length: shardsPerHour }, (_, index) => shards[(first + index) % shards.length] ?? '');
}

async function idsInShard(
  place: DriverContract,
  shard: string,
  kinds: readonly string[],
): Promise<Set<string>> {
  const ids = new Set<string>();
  let paginationToken: string | undefined;
  do {
    const page = await place.listAll(`${shard}/`, paginationToken ? { paginationToken } : {});
    for (const entry of page.objects) {
      const [id = '', kind = ''] = path.posix.basename(entry.name).split('.');
      if (keptId.test(id) && kinds.includes(kind)) ids.add(id);
    }
    paginationToken = page.paginationToken;
  } while (paginationToken);
  return ids;
}
