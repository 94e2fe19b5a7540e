import { packProceduresInUse } from '../../content/pack.store.ts';
import type { ContentPack } from '../../content/pack.ts';
import type { Procedure } from '../../content/procedure.schema.ts';
import { procedureDigest } from '../../content/procedure-digest.ts';
import type { Connection, Database } from '../../db/database.ts';
import { packProposer } from './procedure-tracks.ts';
import { procedureVersionStore } from './procedure-version.store.ts';

const remark = 'Gói nội dung đã đổi';

/** Ids of procedures. `waiting`: a proposal waits there already. `fresh`: the running portal has no such procedure. */
export type PackEdits = { proposed: string[]; waiting: string[]; fresh: string[] };

/**
 * Proposes what was edited in a pack since the portal read it, or since somebody wrote the version in force: nothing is in force before
 * a person has published it, and what was edited at the desk alone stays.
 */
export async function proposePackEdits(parts: {
  database: Database;
  pack: Pick<ContentPack, 'procedures'>;
  now: Date;
}): Promise<PackEdits> {
  const { database, pack, now } = parts;
  const inUse = await packProceduresInUse(database);
  const edits: PackEdits = { proposed: [], waiting: [], fresh: [] };
  for (const procedure of pack.procedures) {
    const digest = inUse.get(procedure.id);
    if (digest === undefined) {
      edits.fresh.push(procedure.id);
      continue;
    }
    const outcome = await database.transact((transaction) => propose(transaction, procedure, digest, now));
    if (outcome !== 'same') edits[outcome].push(procedure.id);
  }
  return edits;
}

async function propose(
  transaction: Connection,
  procedure: Procedure,
  digestInUse: string,
  now: Date,
): Promise<'same' | 'waiting' | 'proposed'> {
  const store = procedureVersionStore(transaction);
  const track = { procedureId: procedure.id, unitId: null };
  const packDigest = procedureDigest(procedure);
  const state = await store.find(track);
  const published =
    state.publishedVersion > 0 ? await store.version(track, state.publishedVersion) : undefined;
  if ((published?.packDigest ?? digestInUse) === packDigest) return 'same';
  const held = await store.hold(track);
  const latest = await store.version(track, held.latestVersion);
  // Nobody's proposal is taken away unread; an older edit of the pack gives way to the newer.
  const isOlderEdit = latest?.proposedBy === packProposer.id && latest.packDigest !== packDigest;
  if (latest?.state === 'proposed' && !isOlderEdit) return 'waiting';
  const version = held.latestVersion + 1;
  await store.supersede(track);
  await store.insert(track, {
    version,
    state: 'proposed',
    content: procedure,
    packDigest,
    remark,
    proposedBy: packProposer.id,
    proposedAt: now.toISOString(),
    decidedBy: null,
    decidedAt: null,
    decisionRemark: null,
  });
  await store.move(track, { ...held, change: held.change + 1, latestVersion: version });
  return 'proposed';
}
