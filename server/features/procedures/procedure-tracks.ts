import type { Transaction } from 'kysely';
import type { EditingAct, EditionFacts } from '#contract/staff-procedures.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { publicChannel } from '../../live/live-channels.ts';
import { recordLive } from '../../live/live-event.store.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import { editingActsOf, isOwn } from './procedure-editing.rules.ts';
import {
  procedureVersionStore,
  type StoredVersion,
  type Track,
  type TrackState,
} from './procedure-version.store.ts';

export type ProcedureTracksParts = {
  database: Database;
  now: () => Date;
  tree: UnitTree;
  /** The unit at the top, whose the shared content is. */
  rootId: string;
  /** Also of those who are disabled now; null when there never was one. */
  staffName(staffId: string): Promise<string | null>;
  /** Something was committed that is to be told. */
  wakeOutbox(): void;
};

/** A track with what its kind of content needs: what stands in force before anything is published, and what is wrong with a content. */
export type OpenedTrack<Content> = Track & {
  packContent: Content;
  /** Of the pack's edition; empty for a note, of which packs have none. */
  packDigest: string;
  /** Throws `invalid_input`. */
  check(content: unknown): Content;
};

export type TrackView<Content> = {
  inForce: { version: number; publishedAt: string | null; content: Content };
  packHasChanged: boolean;
  proposal: (EditionFacts & { content: Content }) | null;
  asked: (EditionFacts & { content: Content }) | null;
  versions: EditionFacts[];
  can: EditingAct[];
};

/** Whose proposal an edit of the content pack is; nobody has a credential of this id, so that whoever publishes is a second one. */
export const packProposer = { id: 'content-pack', name: 'Gói nội dung' } as const;

const tellPublic = (transaction: Transaction<Schema>, { procedureId, unitId }: Track, at: Date) =>
  recordLive(
    transaction,
    [{ channel: publicChannel, kind: 'procedure.published', data: { id: procedureId, unitId } }],
    at,
  );

/** Proposing, publishing, sending back: alike for a procedure and for a unit's note to it. */
export function createProcedureTracks(parts: ProcedureTracksParts) {
  const { database, now, tree, rootId, staffName } = parts;
  const reader = procedureVersionStore(database.kysely);
  const isTheirs = (actor: StaffActor, track: Track) => isOwn(actor, track, tree, rootId);

  async function view<Content>(
    actor: StaffActor,
    track: OpenedTrack<Content>,
    asked?: number,
  ): Promise<TrackView<Content>> {
    const state = await reader.find(track);
    const versions = await reader.versions(track);
    const published =
      state.publishedVersion > 0 ? await reader.version(track, state.publishedVersion) : undefined;
    const proposal = versions.find((version) => version.state === 'proposed');
    const past = asked === undefined ? undefined : await reader.version(track, asked);
    if (asked !== undefined && !past) throw new AppError('not_found');
    return {
      inForce: {
        version: state.publishedVersion,
        publishedAt: published?.decidedAt ?? null,
        content: published ? (published.content as Content) : track.packContent,
      },
      packHasChanged: published !== undefined && published.packDigest !== track.packDigest,
      proposal: proposal ? await withContent<Content>(proposal) : null,
      asked: past ? await withContent<Content>(past) : null,
      versions: await Promise.all(versions.map(factsOf)),
      can: editingActsOf(actor, { isOwn: isTheirs(actor, track), proposedBy: proposal?.proposedBy ?? null }),
    };
  }

  async function factsOf(version: StoredVersion): Promise<EditionFacts> {
    return {
      version: version.version,
      state: version.state,
      by: await personOf(version.proposedBy),
      at: version.proposedAt,
      remark: version.remark,
      decidedBy: version.decidedBy === null ? null : await personOf(version.decidedBy),
      decidedAt: version.decidedAt,
      decisionRemark: version.decisionRemark,
    };
  }

  /** What is stored was checked when it came, by the schema of that time. */
  const withContent = async <Content>(version: StoredVersion) => ({
    ...(await factsOf(version)),
    content: version.content as Content,
  });

  const personOf = async (id: string) => ({
    id,
    name: id === packProposer.id ? packProposer.name : ((await staffName(id)) ?? id),
  });

  async function decide<Content>(
    actor: StaffActor,
    track: OpenedTrack<Content>,
    { version, remark = null }: { version: number; remark?: string | null | undefined },
    decision: 'published' | 'sent_back',
  ): Promise<void> {
    const at = now();
    await database.transact(async (transaction) => {
      const store = procedureVersionStore(transaction);
      const state = await store.hold(track);
      const proposal = await store.version(track, version);
      if (proposal?.state !== 'proposed') throw new AppError('no_proposal');
      if (decision === 'published') {
        if (proposal.proposedBy === actor.id) throw new AppError('own_proposal');
        // Forms and laws may have gone since it was proposed.
        track.check(proposal.content);
      }
      await store.decide(track, version, { state: decision, by: actor.id, at: at.toISOString(), remark });
      await store.move(track, {
        change: state.change + 1,
        latestVersion: state.latestVersion,
        publishedVersion: decision === 'published' ? version : state.publishedVersion,
      });
      if (decision === 'published') await tellPublic(transaction, track, at);
    });
    parts.wakeOutbox();
  }

  return {
    view,

    /** What an editor has read, for `If-Match`: changes with everything that happens to the track, and with the pack. */
    async etagOf(track: OpenedTrack<unknown>): Promise<string> {
      return etag(await reader.find(track), track);
    },

    /** Before the body is read. Throws `forbidden`, `own_proposal`, `no_proposal`. */
    async assertMay(actor: StaffActor, track: Track, act: EditingAct): Promise<void> {
      if (act === 'propose') return;
      const proposal = (await reader.versions(track)).find(({ state }) => state === 'proposed');
      const own = isTheirs(actor, track);
      if (editingActsOf(actor, { isOwn: own, proposedBy: proposal?.proposedBy ?? null }).includes(act))
        return;
      if (!own) throw new AppError('forbidden');
      throw new AppError(proposal ? 'own_proposal' : 'no_proposal');
    },

    /** Throws `content_changed` when something happened since `seen` was read, and `invalid_input`. */
    async propose<Content>(
      actor: StaffActor,
      track: OpenedTrack<Content>,
      { content, remark = null }: { content: unknown; remark?: string | null | undefined },
      seen: string,
    ): Promise<void> {
      const checked = track.check(content);
      await database.transact(async (transaction) => {
        const store = procedureVersionStore(transaction);
        const state = await store.hold(track);
        if (etag(state, track) !== seen) throw new AppError('content_changed');
        const version = state.latestVersion + 1;
        await store.supersede(track);
        await store.insert(track, {
          version,
          state: 'proposed',
          content: checked,
          packDigest: track.packDigest,
          remark,
          proposedBy: actor.id,
          proposedAt: now().toISOString(),
          decidedBy: null,
          decidedAt: null,
          decisionRemark: null,
        });
        await store.prune(track, version);
        await store.move(track, { ...state, change: state.change + 1, latestVersion: version });
      });
    },

    /** Throws `no_proposal` when another version waits or none does, `own_proposal`, and `invalid_input` where it no longer fits. */
    publish: <Content>(
      actor: StaffActor,
      track: OpenedTrack<Content>,
      wish: { version: number; remark?: string | undefined },
    ) => decide(actor, track, wish, 'published'),

    /** Throws `no_proposal`. */
    sendBack: <Content>(
      actor: StaffActor,
      track: OpenedTrack<Content>,
      wish: { version: number; remark?: string | undefined },
    ) => decide(actor, track, wish, 'sent_back'),

    /** What is in force and what waits, of all tracks. */
    listAll: async () => ({
      published: await reader.published(),
      waiting: await Promise.all(
        (await reader.waiting()).map(async ({ procedureId, unitId, version, proposedBy, proposedAt }) => ({
          procedureId,
          unitId,
          waiting: { version, by: await personOf(proposedBy), at: proposedAt },
        })),
      ),
    }),
  };
}

const etag = ({ change }: TrackState, { packDigest }: OpenedTrack<unknown>): string =>
  `"${change}-${packDigest}"`;
