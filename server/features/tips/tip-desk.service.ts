import type { Transaction } from 'kysely';
import type { AcknowledgedTips } from '#contract/desk.ts';
import { limits } from '#contract/limits.ts';
import { problems } from '#contract/problem.ts';
import type { DeskMove, DeskMoved, DeskRequest, DeskTip, DeskTips, DeskTipsQuery } from '#contract/staff.ts';
import type { PhotoSize } from '#contract/vocabulary.ts';
import type { Connection, Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { type GuardedTip, mayMove, maySee, type StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { type Tip, tipStore } from './tip.store.ts';
import { overdueBefore } from './tip-access.rules.ts';
import { tipAccessStore } from './tip-access.store.ts';
import { deskTip, deskTipItem, eventOfMove, moverOf, staffIn } from './tip-desk.rules.ts';
import { type DeskPlace, tipDeskStore } from './tip-desk.store.ts';
import { createDeskPlans, type DeskPlansDependencies } from './tip-desk-plans.ts';
import { listHistory } from './tip-history.ts';
import { statusAfter, tipMoves } from './tip-moves.rules.ts';
import { createTipMovesWriter, presentTip, type TipMovesWriterDependencies } from './tip-moves.writer.ts';
import { tipOwnerStore } from './tip-owner.store.ts';

export type TipDeskDependencies = TipMovesWriterDependencies &
  DeskPlansDependencies & {
    database: Database;
    keys: SecretKeys;
    tree: UnitTree;
    /** Also of those who work here no longer; null when there never was such a person. */
    staffName(staffId: string): Promise<string | null>;
    readPhoto(tipId: string, photoId: string, size: PhotoSize): Promise<Uint8Array<ArrayBuffer>>;
    wakeOutbox(): void;
  };

/** A tip that a staff member has in front of them. */
export type OpenedTip = { tip: Tip; guard: GuardedTip };

export type TipDesk = ReturnType<typeof createTipDesk>;

const caseCode = /^TB-[0-9A-Z]{6}$/;

/** What staff see of tips and do to them. Every right is asked here, in what was read in the same moment. */
export function createTipDesk(dependencies: TipDeskDependencies) {
  const { database, keys, now, tree } = dependencies;
  const tips = tipStore(database.kysely, keys);
  const writer = createTipMovesWriter(dependencies);
  const plans = createDeskPlans(dependencies);
  const names = {
    unit: tree.nameOf,
    category: (id: string) => dependencies.findCategory(id)?.name ?? id,
  };

  const desk = {
    /** Throws `tip_not_found` alike for a tip that is not there and for one that this person may not see. */
    async open(code: string, actor: StaffActor): Promise<OpenedTip> {
      const wanted = code.trim().toUpperCase();
      const tip = caseCode.test(wanted) ? await tips.findByCode(wanted) : undefined;
      const guard = tip && (await guardOf(database.kysely, tip, actor));
      if (!tip || !guard || !maySee(actor, guard)) throw new AppError('tip_not_found');
      return { tip, guard };
    },

    /** Before a body is read: throws `forbidden` for a move that is not this person's to make on this tip, whatever its status. */
    assertMay({ guard }: OpenedTip, actor: StaffActor, move: DeskMove): void {
      if (!mayMove(actor, guard, tipMoves[eventOfMove[move]], tree)) throw new AppError('forbidden');
    },

    /** The most pressing first; by code where its beginning is asked for. A page may be followed by an empty one, and none repeats what stayed where it was. */
    async list(actor: StaffActor, query: DeskTipsQuery): Promise<DeskTips> {
      const at = now();
      const found = await tipDeskStore(database.kysely).list(
        {
          unitId: actor.unitId,
          within:
            query.unit !== undefined && tree.isWithin(query.unit, actor.unitId) ? query.unit : undefined,
          restricted: actor.role === 'commander' ? true : { namedStaffId: actor.id },
          status: query.status,
          stage: query.stage,
          units: query.unit === undefined ? undefined : tree.downwards(query.unit),
          category: query.category,
          attention: query.attention,
          namedStaffId: query.mine && actor.id,
          overdueBefore: query.overdue ? overdueBefore(at) : undefined,
          codePrefix: query.q && `TB-${query.q.replace(/^TB-?/, '')}`,
        },
        query.cursor === undefined ? null : readPlace(query.cursor),
        limits.deskPageMax + 1,
      );
      const page = found.slice(0, limits.deskPageMax);
      const words = await tips.listWords(page.map((tip) => tip.id));
      const last = found.length > page.length ? page.at(-1) : undefined;
      return {
        items: page.map((tip) => deskTipItem(tip, words.get(tip.id), names, at)),
        nextCursor: last ? `${last.deskOrder}|${last.id}` : null,
      };
    },

    async view({ tip, guard }: OpenedTip, actor: StaffActor): Promise<DeskTip> {
      const [words, entryWords, history, contact, photoIds, keptPhotoIds, people] = await Promise.all([
        tips.findWords(tip.id),
        tips.listEntryWords(tip.id),
        listHistory(database.kysely, tip.id),
        tipOwnerStore(database.kysely, keys).findContact(tip.id),
        dependencies.listPhotoIds(tip.id),
        dependencies.listKeptPhotoIds(tip.id),
        tipAccessStore(database.kysely).listPeople(tip.id),
      ]);
      const staffNames = await namesOf(staffIn(history, people));
      return deskTip({
        tip,
        guard,
        actor,
        tree,
        words,
        entryWords,
        history,
        contact,
        photoIds,
        keptPhotoIds,
        people,
        suggestedUnitId: suggestedUnit(tip),
        names: { ...names, staff: (id) => staffNames.get(id) ?? id },
        now: now(),
      });
    },

    /** Throws `photo_not_found` for a photo of any other tip. */
    photo: ({ tip }: OpenedTip, photoId: string, size: PhotoSize): Promise<Uint8Array<ArrayBuffer>> =>
      dependencies.readPhoto(tip.id, photoId, size),

    /**
     * One move. Rights, the table and what the person had in view are asked again with the tip held: of two at once the second sees
     * what the first did. Throws `tip_not_found`, `forbidden`, `tip_changed` or `move_not_allowed` with the tip as it stands, and what
     * its plan throws (tip-desk-plans.ts).
     */
    async act(opened: OpenedTip, actor: StaffActor, request: DeskRequest): Promise<DeskMoved> {
      const prepared = await plans.prepare(opened.tip, request);
      const event = eventOfMove[request.move];
      const moved = await database.transact(async (transaction) => {
        const tip = await tipStore(transaction, keys).lock(opened.tip.id);
        if (!tip) throw new AppError('tip_not_found');
        await assertMayNow(transaction, tip, actor, request);
        const plan = await plans.make(transaction, tip, actor, request, prepared);
        const { text, details, changes } = plan;
        return await writer.move(transaction, tip.id, {
          event,
          by: moverOf(actor),
          unitId: actor.unitId,
          ...(text === undefined ? {} : { text }),
          details: { staffId: actor.id, ...details },
          ...(changes ? { changes } : {}),
          ...(plan.after ? { after: plan.after } : {}),
        });
      });
      dependencies.wakeOutbox();
      const { tip, entry } = moved;
      return {
        code: tip.code,
        status: tip.status,
        unit: { id: tip.unitId, name: tree.nameOf(tip.unitId) },
        at: entry.at,
        acknowledgeBy: tip.acknowledgeBy,
        sequence: entry.sequence,
      };
    },

    /** Takes up many, each by itself: what stands in the way of one does not of the others. In the order of `codes`. */
    async acknowledgeAll(actor: StaffActor, codes: readonly string[]): Promise<AcknowledgedTips> {
      const items = await Promise.all(
        codes.map(async (code) => {
          try {
            return { code, moved: await acknowledge(actor, code), problem: null };
          } catch (error) {
            // Anything else concerns all of them.
            if (!(error instanceof AppError) || problems[error.code].status >= 500) throw error;
            return { code, moved: null, problem: { code: error.code, title: problems[error.code].title } };
          }
        }),
      );
      return { items };
    },
  };
  return desk;

  async function acknowledge(actor: StaffActor, code: string): Promise<DeskMoved> {
    const opened = await desk.open(code, actor);
    desk.assertMay(opened, actor, 'acknowledge');
    return await desk.act(opened, actor, { move: 'acknowledge', body: {} });
  }

  async function assertMayNow(
    transaction: Transaction<Schema>,
    tip: Tip,
    actor: StaffActor,
    { move, body }: DeskRequest,
  ): Promise<void> {
    const guard = await guardOf(transaction, tip, actor);
    if (!maySee(actor, guard)) throw new AppError('tip_not_found');
    const event = eventOfMove[move];
    if (!mayMove(actor, guard, tipMoves[event], tree)) throw new AppError('forbidden');
    const present = presentTip(tip);
    if (body.seenSequence !== undefined && body.seenSequence !== tip.historySequence)
      throw new AppError('tip_changed', { present });
    if (statusAfter(event, moverOf(actor), tip) === null) throw new AppError('move_not_allowed', { present });
  }

  async function guardOf(connection: Connection, tip: Tip, actor: StaffActor): Promise<GuardedTip> {
    const store = tipAccessStore(connection);
    const access = await store.find(tip.id, actor.unitId);
    const people = await store.listPeople(tip.id);
    const { unitId, isRestricted } = tip;
    return { unitId, isRestricted, access, isNamed: people.includes(actor.id) };
  }

  /** The pack's hint, where it says anything else than the unit that has it. */
  function suggestedUnit(tip: Tip): string | null {
    const hint = dependencies.findCategory(tip.category)?.routing ?? null;
    return hint !== null && hint !== tip.unitId && tree.has(hint) ? hint : null;
  }

  async function namesOf(staffIds: readonly string[]): Promise<Map<string, string>> {
    const found = await Promise.all(
      staffIds.map(async (id) => [id, (await dependencies.staffName(id)) ?? id] as const),
    );
    return new Map(found);
  }
}

function readPlace(cursor: string): DeskPlace {
  const [deskOrder = '', tipId = ''] = cursor.split('|');
  return { deskOrder, tipId };
}
