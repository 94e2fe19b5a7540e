import type { Transaction } from 'kysely';
import type { DeskRequest } from '#contract/staff.ts';
import type { StaffRole } from '#contract/vocabulary.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { outboxStore } from '../../outbox/outbox.store.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { type Tip, tipStore } from './tip.store.ts';
import { tipAccessStore } from './tip-access.store.ts';
import { authorOf, findDraft } from './tip-desk.rules.ts';
import { givenOnMessages } from './tip-desk-messages.ts';
import { listHistory } from './tip-history.ts';
import type { MoveWish } from './tip-moves.writer.ts';

/** What the desk needs to know of a category. */
export type DeskCategory = {
  name: string;
  restricted: boolean;
  /** A complaint about officers: it lies with the unit above the one complained about. */
  toParent: boolean;
  /** The team that usually takes such tips on. */
  routing: string | null;
};

export type DeskPlansDependencies = {
  keys: SecretKeys;
  now: () => Date;
  tree: UnitTree;
  findCategory(id: string): DeskCategory | undefined;
  /** Somebody who can be given work; null else. */
  findStaff(staffId: string): Promise<DeskColleague | null>;
  /** Of the tip itself, in the sender's order. */
  listPhotoIds(tipId: string): Promise<string[]>;
  /** Also of its messages: those that were not erased. */
  listKeptPhotoIds(tipId: string): Promise<ReadonlySet<string>>;
};

type DeskColleague = { id: string; role: StaffRole; unitId: string };

/** What was looked up before the tip was held. */
type Prepared = { photoIds: string[]; colleague: DeskColleague | null };

/** What a move says and changes. */
type Plan = Pick<MoveWish, 'text' | 'details' | 'changes'> & {
  /** In the same transaction, with the tip as it stands after the move. */
  after?(tip: Tip, at: string): Promise<void>;
};

/** Where a tip is given on to, and who works on it from then on. */
type Handover = {
  to: string;
  as: 'transferred' | 'escalated' | 'assigned';
  /** Whoever works on it goes on. */
  keepsOthers: boolean;
  /** Whether the unit that had it hears where it went. */
  tellsFrom: boolean;
};

/** What each of the desk's moves means for the tip: its words, who gets access, who is told. */
export function createDeskPlans(dependencies: DeskPlansDependencies) {
  const { keys, tree } = dependencies;

  return {
    async prepare(tip: Tip, { move, body }: DeskRequest): Promise<Prepared> {
      const isGivenOn = ['assign', 'transfer', 'escalate', 'reclassify'].includes(move);
      const staffId = 'staffId' in body ? body.staffId : undefined;
      return {
        photoIds: isGivenOn ? await dependencies.listPhotoIds(tip.id) : [],
        colleague: staffId === undefined ? null : await dependencies.findStaff(staffId),
      };
    },

    /**
     * Throws `unit_not_allowed`, `no_unit_above`, `staff_unknown`, `category_unknown`, `no_draft` or `own_words`; of a tip that is held.
     */
    async make(
      transaction: Transaction<Schema>,
      tip: Tip,
      actor: StaffActor,
      request: DeskRequest,
      prepared: Prepared,
    ): Promise<Plan> {
      const { move, body } = request;
      switch (move) {
        case 'acknowledge':
          return {};
        case 'ask':
        case 'note':
          return { text: body.text };
        case 'draft-reply':
          return { text: body.text, changes: { attention: 'reply_to_approve' } };
        case 'approve-reply':
          return await approve(transaction, tip, actor);
        case 'send-back':
          return await sendBack(transaction, tip, body.remark);
        case 'close':
          return { ...said(body.reason), changes: { attention: null } };
        case 'decline':
          return { text: body.advice, changes: { attention: null } };
        case 'assign':
          return await assign(transaction, tip, body, prepared);
        case 'transfer':
          assertMayGoTo(tip, body.unitId);
          return give(transaction, tip, prepared, {
            text: body.reason,
            handover: { to: body.unitId, as: 'transferred', keepsOthers: false, tellsFrom: true },
          });
        case 'escalate':
          return give(transaction, tip, prepared, {
            text: body.reason,
            handover: { to: unitAbove(tip), as: 'escalated', keepsOthers: false, tellsFrom: true },
          });
        case 'reclassify':
          return reclassify(transaction, tip, body, prepared);
      }
    },
  };

  /** Nobody approves their own words (promise 9): the draft as it was written goes out under its second person. */
  async function approve(transaction: Transaction<Schema>, tip: Tip, actor: StaffActor): Promise<Plan> {
    const draft = await requireDraft(transaction, tip);
    if (authorOf(draft) === actor.id) throw new AppError('own_words');
    const words = await tipStore(transaction, keys).findEntryWords(tip.id, draft.sequence);
    if (!words) throw new AppError('no_draft');
    return { text: words.text, details: { draft: draft.sequence }, changes: { attention: null } };
  }

  async function sendBack(transaction: Transaction<Schema>, tip: Tip, remark: string): Promise<Plan> {
    const draft = await requireDraft(transaction, tip);
    return { text: remark, details: { draft: draft.sequence }, changes: { attention: null } };
  }

  async function requireDraft(transaction: Transaction<Schema>, tip: Tip) {
    const draft = findDraft(await listHistory(transaction, tip.id));
    if (!draft) throw new AppError('no_draft');
    return draft;
  }

  /** Gives a unit, a person, or a person of that unit a share in the work; who has the tip keeps it. */
  async function assign(
    transaction: Transaction<Schema>,
    tip: Tip,
    body: Extract<DeskRequest, { move: 'assign' }>['body'],
    prepared: Prepared,
  ): Promise<Plan> {
    const { unitId, staffId } = body;
    if (unitId !== undefined) assertMayGoTo(tip, unitId);
    if (staffId !== undefined) await assertColleague(transaction, tip, prepared.colleague, unitId);
    const plan: Plan =
      unitId === undefined
        ? said(body.reason)
        : give(transaction, tip, prepared, {
            ...said(body.reason),
            handover: { to: unitId, as: 'assigned', keepsOthers: true, tellsFrom: true },
          });
    if (staffId === undefined) return plan;
    return {
      ...plan,
      details: { ...plan.details, toStaffId: staffId },
      async after(moved, at) {
        await plan.after?.(moved, at);
        await tipAccessStore(transaction).name(tip.id, staffId, at);
      },
    };
  }

  /** They work on tips, and their unit works on this one. Throws `staff_unknown`. */
  async function assertColleague(
    transaction: Transaction<Schema>,
    tip: Tip,
    colleague: DeskColleague | null,
    unitId: string | undefined,
  ): Promise<void> {
    const worksOnTips = colleague?.role === 'officer' || colleague?.role === 'commander';
    if (!colleague || !worksOnTips) throw new AppError('staff_unknown');
    if (unitId !== undefined && tree.isWithin(unitId, colleague.unitId)) return;
    const access = await tipAccessStore(transaction).find(tip.id, colleague.unitId);
    if (!access?.works) throw new AppError('staff_unknown');
  }

  /** A complaint about officers never goes down to those it may be about. Throws `unit_not_allowed`. */
  function assertMayGoTo(tip: Tip, unitId: string): void {
    const isComplaint = dependencies.findCategory(tip.category)?.toParent === true;
    const isAllowed =
      tree.has(unitId) && unitId !== tip.unitId && (!isComplaint || tree.isWithin(tip.unitId, unitId));
    if (!isAllowed)
      throw new AppError('unit_not_allowed', {
        issues: [{ path: ['unitId'], message: 'Vui lòng chọn đơn vị khác.' }],
      });
  }

  function unitAbove(tip: Tip): string {
    const above = tree.parentOf(tip.unitId);
    if (above === null) throw new AppError('no_unit_above');
    return above;
  }

  /** The unit gets access with everybody above it, and both sides are told. */
  function give(
    transaction: Transaction<Schema>,
    tip: Tip,
    { photoIds }: Prepared,
    { text, handover }: { text?: string; handover: Handover },
  ): Plan {
    const { to, as, keepsOthers, tellsFrom } = handover;
    return {
      ...said(text),
      details: { toUnitId: to },
      ...(keepsOthers ? {} : { changes: { unitId: to } }),
      async after(moved, at) {
        const access = tipAccessStore(transaction);
        if (!keepsOthers) await access.release(tip.id);
        await access.grant(moved, tree.upwards(to), as, at);
        await outboxStore(transaction).enqueue(
          givenOnMessages(moved, photoIds, { unitId: to, fromUnitId: tellsFrom ? tip.unitId : null, as }),
          dependencies.now(),
        );
      },
    };
  }

  /**
   * What follows from the category follows anew: who may read it, and its clock. What turns out to be a complaint about officers goes
   * up, and those below no longer know of it (promise 11).
   */
  function reclassify(
    transaction: Transaction<Schema>,
    tip: Tip,
    body: Extract<DeskRequest, { move: 'reclassify' }>['body'],
    prepared: Prepared,
  ): Plan {
    const category = dependencies.findCategory(body.category);
    if (!category || body.category === tip.category) {
      throw new AppError('category_unknown', {
        issues: [{ path: ['category'], message: 'Vui lòng chọn lĩnh vực khác.' }],
      });
    }
    const becomesComplaint = category.toParent && dependencies.findCategory(tip.category)?.toParent !== true;
    const above = becomesComplaint ? tree.parentOf(tip.unitId) : null;
    const plan: Plan =
      above === null
        ? said(body.reason)
        : give(transaction, tip, prepared, {
            text: body.reason,
            handover: { to: above, as: 'escalated', keepsOthers: false, tellsFrom: false },
          });
    return {
      ...plan,
      details: { ...plan.details, fromCategory: tip.category, toCategory: body.category },
      changes: { ...plan.changes, category: body.category, isRestricted: category.restricted },
      async after(moved, at) {
        await plan.after?.(moved, at);
        // The unit at the top has none above it: it keeps the tip, and those below who had it lose sight of it all the same.
        if (becomesComplaint)
          await tipAccessStore(transaction).keepOnly(tip.id, tree.upwards(above ?? tip.unitId));
      },
    };
  }
}

const said = (text: string | undefined): { text?: string } => (text === undefined ? {} : { text });
