import type { Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { NewTip, TipReceipt } from '#contract/tips.ts';
import { type NewRows, TakenError } from '../../db/new-rows.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { answerRows, idempotencyStore, type KeptAnswer } from '../../idempotency/idempotency.store.ts';
import { liveRows } from '../../live/live-event.store.ts';
import { type NewMessage, outboxRows } from '../../outbox/outbox.store.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import { pinKeys } from '../../secrets/live-keys.ts';
import { makeReceipt, randomCaseCode, receiptDigest } from '../../secrets/receipt.rules.ts';
import type { KeyVersion, SecretKeys } from '../../secrets/secret-keys.ts';
import { type Tip, type TipWords, tipRows, tipStore, wordsRows } from './tip.store.ts';
import { accessRows } from './tip-access.store.ts';
import { createTipAudit } from './tip-audit.service.ts';
import { tipMessages } from './tip-forwarding.ts';
import { type HistoryEntry, historyRow } from './tip-history.ts';
import { noAudience, type TipAudience, type TipNews, tipLiveEvents } from './tip-live.rules.ts';
import { createTipMoves, type TipMovesDependencies } from './tip-moves.service.ts';
import { contactRows, tipOwnerStore } from './tip-owner.store.ts';
import { createTipOwners, type TipOwnersDependencies } from './tip-owners.service.ts';
import { createTipReading, type TipReadingDependencies } from './tip-reading.service.ts';
import { timesOf } from './tip-times.rules.ts';
import { timesRow } from './tip-times.store.ts';
import { newSalt, tipWordsDigest } from './tip-words.rules.ts';

/** What tips need to know of a category; the pack has more. */
export type TipCategoryRule = {
  id: string;
  name: string;
  restricted: boolean;
  acknowledgeMinutes: number;
  groupTextCharsMax: number;
};

export type ChosenUnit = { unit: { id: string; name: string }; certainty: string };

/** What the first answer said and a later move may change. */
type SubmittedTip = { tipId: string } & Pick<Tip, 'unitId' | 'acknowledgeBy'>;

/** The signed-in citizen who sends. */
type TipSender = { citizenId: string };

export type TipServiceDependencies = Omit<
  TipReadingDependencies & TipMovesDependencies & TipOwnersDependencies,
  'findCategory'
> & {
  packId: string;
  consentVersion: string;
  tree: Pick<UnitTree, 'upwards'>;
  findCategory(id: string): TipCategoryRule | undefined;
  /** What units' own systems are told of a new tip. */
  messagesToSystems(
    news: Pick<TipNews, 'tip' | 'event'>,
    before: TipAudience,
    after: TipAudience,
  ): Promise<readonly NewMessage[]>;
  /** The tip is stored for this unit. */
  onStored(unitId: string): void;
  /** Throws unit_unknown or unit_divided. */
  chooseUnit(tip: Pick<NewTip, 'place' | 'unitId' | 'category'>): ChosenUnit;
  /** Holds the citizen's row until the transaction ends; throws `unauthenticated` when it was erased meanwhile. */
  confirmCitizen(transaction: Transaction<Schema>, citizenId: string): Promise<void>;
};

export type TipService = ReturnType<typeof createTipService>;

const operation = 'tips.submit';
const codeTriesMax = 8;
/** A phone's clock may be ahead by this much. */
const clockSkewMs = 10 * 60_000;

export function createTipService(dependencies: TipServiceDependencies) {
  const { database, now } = dependencies;

  return {
    ...createTipReading(dependencies),
    verifyHistory: createTipAudit(dependencies).verifyHistory,
    ...createTipMoves(dependencies),
    ...createTipOwners(dependencies),

    /**
     * Stores the tip, its photos' ownership, its first history entry and its forwarding in one transaction, and answers with the
     * receipt. An anonymous tip has no owner, whoever sends it. The same key again gives the same answer (promises 1 and 2). A refusal does not consume the key.
     */
    async submit(
      newTip: NewTip,
      idempotencyKey: string,
      sender: TipSender | null = null,
    ): Promise<TipReceipt> {
      // Receipt, digests and history of one tip are made with one key, whatever is taken up meanwhile.
      const keys = pinKeys(dependencies.keys);
      const answers = idempotencyStore(database.kysely, keys);
      const older = await answers.findOlder(operation, idempotencyKey, newTip);
      if (older) return withReceipt(older, idempotencyKey);
      try {
        const owner = newTip.anonymous ? null : sender;
        const answer = await store(keys, newTip, prepare(newTip), idempotencyKey, owner);
        dependencies.onStored(answer.unit.id);
        dependencies.wakeOutbox();
        return answer;
      } catch (error) {
        // Asked only now, since hardly any comes twice: what it was answered first stands, whatever is wrong with it by now.
        const kept = await answers.find(operation, idempotencyKey, newTip);
        if (kept) return withReceipt(kept, idempotencyKey);
        throw error;
      }
    },
  };

  type Prepared = { category: TipCategoryRule; chosen: ChosenUnit };

  /** Everything that can be refused before the store is touched. */
  function prepare(newTip: NewTip): Prepared {
    const category = dependencies.findCategory(newTip.category);
    if (!category) {
      throw new AppError('category_unknown', {
        issues: [{ path: ['category'], message: 'Lĩnh vực này không có trong danh sách.' }],
      });
    }
    if (newTip.anonymous && newTip.contact) {
      throw new AppError('anonymous_with_contact', {
        issues: [{ path: ['contact'], message: 'Tin ẩn danh không kèm thông tin liên hệ.' }],
      });
    }
    if (newTip.consentVersion !== dependencies.consentVersion) {
      throw new AppError('consent_outdated', {
        issues: [{ path: ['consentVersion'], message: `Bản hiện hành là ${dependencies.consentVersion}.` }],
      });
    }
    if (newTip.happenedAt && Date.parse(newTip.happenedAt) > now().getTime() + clockSkewMs) {
      throw new AppError('invalid_input', {
        issues: [{ path: ['happenedAt'], message: 'Thời điểm xảy ra không thể ở tương lai.' }],
      });
    }
    return { category, chosen: dependencies.chooseUnit(newTip) };
  }

  /** Draws another code where one is taken: among 300 million a second draw is rare, an eighth is a fault. */
  async function store(...tip: Parameters<typeof storeOnce>): Promise<TipReceipt> {
    for (let tries = 0; tries < codeTriesMax; tries += 1) {
      try {
        return await storeOnce(...tip);
      } catch (error) {
        if (!(error instanceof TakenError && error.table === 'tips')) throw error;
      }
    }
    throw new Error('No free case code found.');
  }

  async function storeOnce(
    keys: SecretKeys,
    newTip: NewTip,
    prepared: Prepared,
    idempotencyKey: string,
    sender: TipSender | null,
  ): Promise<TipReceipt> {
    const at = now();
    const receipt = makeReceipt(keys.newest, idempotencyKey);
    const words: TipWords = {
      description: newTip.description,
      address: newTip.place?.address ?? null,
      salt: newSalt(),
    };
    const { tip, firstEntry, firstRow } = newTipRecord(keys.newest, newTip, prepared, words, receipt, at);
    const given: SubmittedTip = { tipId: tip.id, unitId: tip.unitId, acknowledgeBy: tip.acknowledgeBy };
    const units = dependencies.tree.upwards(tip.unitId);
    const news = { tip, event: firstEntry.event, toStaffId: null, isOverdue: false };
    const audience = { isRestricted: tip.isRestricted, units, people: [] };
    const toSystems = await dependencies.messagesToSystems(news, noAudience, audience);
    const rows: NewRows[] = [
      answerRows(keys.newest, { operation, idempotencyKey, body: newTip, answer: given }, at),
      tipRows(tip),
      wordsRows(keys, tip.id, words),
      ...(newTip.contact ? [contactRows(keys, tip.id, newTip.contact)] : []),
      { table: 'tip_access', rows: accessRows(tip, units, 'received', tip.createdAt) },
      dependencies.clocks.firstSteps(tip, tip.createdAt),
      { table: 'tip_history', rows: [firstRow] },
      { table: 'tip_times', rows: [timesRow(timesOf(tip, [firstRow]))] },
      outboxRows([...tipMessages(tip, newTip.photoIds), ...toSystems], at),
      liveRows(tipLiveEvents(news, noAudience, audience), at),
    ];
    const { photoIds } = newTip;
    const finish = async (transaction: Transaction<Schema>) => {
      if (sender) {
        await dependencies.confirmCitizen(transaction, sender.citizenId);
        await tipOwnerStore(transaction, keys).insertOwner(tip.id, sender.citizenId);
      }
      if (photoIds.length > 0)
        await dependencies.attachPhotos(transaction, photoIds, tip.id, firstEntry.sequence);
    };
    await database.insert(rows, sender || photoIds.length > 0 ? finish : undefined);
    return toReceipt(tip, receipt);
  }

  function newTipRecord(
    key: KeyVersion,
    newTip: NewTip,
    { category, chosen }: Prepared,
    words: TipWords,
    receipt: string,
    at: Date,
  ) {
    const id = uuidv7();
    const firstEntry: HistoryEntry = {
      tipId: id,
      sequence: 1,
      at: at.toISOString(),
      event: 'received',
      actor: 'citizen',
      unitId: chosen.unit.id,
      details: { certainty: chosen.certainty, photos: newTip.photoIds, words: tipWordsDigest(words) },
    };
    const firstRow = historyRow(key, firstEntry);
    const tip: Tip = {
      id,
      code: randomCaseCode('TB'),
      kind: newTip.kind,
      category: category.id,
      unitId: chosen.unit.id,
      packId: dependencies.packId,
      status: 'received',
      isAnonymous: newTip.anonymous,
      isRestricted: category.restricted,
      lat: newTip.place?.lat ?? null,
      lng: newTip.place?.lng ?? null,
      accuracyM: newTip.place?.accuracyM ?? null,
      certainty: chosen.certainty,
      happenedAt: newTip.happenedAt ? new Date(newTip.happenedAt).toISOString() : null,
      createdAt: at.toISOString(),
      acknowledgeBy: new Date(at.getTime() + category.acknowledgeMinutes * 60_000).toISOString(),
      consentVersion: newTip.consentVersion,
      receiptDigest: receiptDigest(key, receipt),
      keyVersion: key.version,
      historyHead: firstRow.mac,
      historySequence: firstEntry.sequence,
      seenSequence: firstEntry.sequence,
      photoCount: newTip.photoIds.length,
      updatedAt: at.toISOString(),
      attention: null,
    };
    return { tip, firstEntry, firstRow };
  }

  /** A replay: the tip as it was answered first, with the receipt computed again. */
  async function withReceipt(kept: KeptAnswer, idempotencyKey: string): Promise<TipReceipt> {
    const { tipId, ...first } = kept.answer as SubmittedTip;
    const tip = await tipStore(database.kysely, dependencies.keys).findById(tipId);
    if (!tip) throw new AppError('tip_not_found');
    return toReceipt({ ...tip, ...first, status: 'received' }, makeReceipt(kept.keyVersion, idempotencyKey));
  }

  function toReceipt(tip: Tip, receipt: string): TipReceipt {
    return {
      code: tip.code,
      receipt,
      unit: { id: tip.unitId, name: dependencies.unitName(tip.unitId) },
      status: tip.status,
      createdAt: tip.createdAt,
      acknowledgeBy: tip.acknowledgeBy,
    };
  }
}
