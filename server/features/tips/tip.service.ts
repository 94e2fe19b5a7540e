import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { NewTip, TipReceipt, TipView } from '#contract/tips.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { idempotencyStore, type KeptAnswer } from '../../idempotency/idempotency.store.ts';
import { outboxStore } from '../../outbox/outbox.store.ts';
import { makeReceipt, randomCaseCode, receiptDigest } from '../../secrets/receipt.rules.ts';
import { digestsEqual, type SecretKeys } from '../../secrets/secret-keys.ts';
import { type Tip, type TipWords, tipStore } from './tip.store.ts';
import { tipMessages } from './tip-forwarding.ts';
import { type HistoryEntry, historyMac, historyStart, insertHistoryEntry } from './tip-history.ts';

/** What tips need to know of a category; the pack has more. */
export type TipCategoryRule = {
  id: string;
  name: string;
  restricted: boolean;
  acknowledgeMinutes: number;
  groupTextCharsMax: number;
};

export type ChosenUnit = { unit: { id: string; name: string }; certainty: string };

export type TipServiceDependencies = {
  database: Database;
  keys: SecretKeys;
  now: () => Date;
  packId: string;
  consentVersion: string;
  findCategory(id: string): TipCategoryRule | undefined;
  /** Throws unit_unknown or unit_divided. */
  chooseUnit(tip: Pick<NewTip, 'place' | 'unitId' | 'category'>): ChosenUnit;
  unitName(id: string): string;
  /** Gives all photos to the tip, in order, or throws photo_expired. */
  attachPhotos(transaction: Transaction<Schema>, photoIds: string[], tipId: string): Promise<void>;
  listPhotoIds(tipId: string): Promise<string[]>;
  /** Tells the outbox that something new is stored. */
  wakeOutbox(): void;
};

export type TipService = ReturnType<typeof createTipService>;

const operation = 'tips.submit';
const caseCode = /^TB-[0-9A-Z]{6}$/;
const codeTriesMax = 8;
/** A phone's clock may be ahead by this much. */
const clockSkewMs = 10 * 60_000;

export function createTipService(dependencies: TipServiceDependencies) {
  const { database, keys, now } = dependencies;

  return {
    /**
     * Stores the tip, its photos' ownership, its first history entry and its forwarding in one transaction, and answers with the
     * receipt. The same key again gives the same answer (promises 1 and 2). A refusal does not consume the key.
     */
    async submit(newTip: NewTip, idempotencyKey: string): Promise<TipReceipt> {
      const kept = await idempotencyStore(database.kysely, keys).find(operation, idempotencyKey, newTip);
      if (kept) return withReceipt(kept, idempotencyKey);

      const prepared = prepare(newTip);
      const answer = await database.transact((transaction) =>
        store(transaction, newTip, prepared, idempotencyKey),
      );
      dependencies.wakeOutbox();
      return answer;
    },

    /**
     * What the holder of the receipt sees. A wrong receipt, an unknown code and a malformed one are one answer, after the same
     * work.
     */
    async view(code: string, receipt: string): Promise<TipView> {
      const wanted = code.trim().toUpperCase();
      const tip = caseCode.test(wanted)
        ? await tipStore(database.kysely, keys).findByCode(wanted)
        : undefined;
      const key = (tip && keys.get(tip.keyVersion)) ?? keys.newest;
      const isRight = digestsEqual(
        receiptDigest(key, receipt),
        tip?.receiptDigest ?? receiptDigest(key, 'none'),
      );
      if (!tip || !isRight) throw new AppError('tip_not_found');
      return await toView(tip);
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

  async function store(
    transaction: Transaction<Schema>,
    newTip: NewTip,
    prepared: Prepared,
    idempotencyKey: string,
  ): Promise<TipReceipt> {
    const at = now();
    const answers = idempotencyStore(transaction, keys);
    const receipt = makeReceipt(keys.newest, idempotencyKey);
    const words: TipWords = {
      description: newTip.description,
      address: newTip.place?.address ?? null,
      salt: randomBytes(16).toString('base64url'),
    };
    const { tip, firstEntry } = newTipRecord(newTip, prepared, words, receipt, at);

    const isKept = await answers.keep(operation, idempotencyKey, newTip, { tipId: tip.id }, at);
    if (!isKept) {
      const kept = await answers.find(operation, idempotencyKey, newTip);
      if (!kept) throw new Error('An idempotent answer vanished.');
      return withReceipt(kept, idempotencyKey, transaction);
    }
    const tips = tipStore(transaction, keys);
    await insertUnderFreeCode(tips, tip);
    await tips.insertWords(tip.id, words);
    if (newTip.contact) await tips.insertContact(tip.id, newTip.contact);
    await insertHistoryEntry(transaction, keys.newest, firstEntry, historyStart);
    if (newTip.photoIds.length > 0) await dependencies.attachPhotos(transaction, newTip.photoIds, tip.id);
    await outboxStore(transaction).enqueue(tipMessages(tip, newTip.photoIds), at);
    return toReceipt(tip, receipt);
  }

  function newTipRecord(
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
      details: { certainty: chosen.certainty, photos: newTip.photoIds, words: wordsDigest(words) },
    };
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
      receiptDigest: receiptDigest(keys.newest, receipt),
      keyVersion: keys.newest.version,
      historyHead: historyMac(keys.newest, firstEntry, historyStart),
      photoCount: newTip.photoIds.length,
    };
    return { tip, firstEntry };
  }

  /** A replay: the tip as it was answered first, with the receipt computed again. */
  async function withReceipt(
    kept: KeptAnswer,
    idempotencyKey: string,
    connection: Database['kysely'] | Transaction<Schema> = database.kysely,
  ): Promise<TipReceipt> {
    const { tipId } = kept.answer as { tipId: string };
    const tip = await tipStore(connection, keys).findById(tipId);
    if (!tip) throw new AppError('tip_not_found');
    return toReceipt({ ...tip, status: 'received' }, makeReceipt(kept.keyVersion, idempotencyKey));
  }

  function toReceipt(tip: Tip, receipt: string): TipReceipt {
    return {
      code: tip.code,
      receipt,
      unit: { id: tip.unitId, name: dependencies.unitName(tip.unitId) },
      status: tip.status as TipReceipt['status'],
      createdAt: tip.createdAt,
      acknowledgeBy: tip.acknowledgeBy,
    };
  }

  async function toView(tip: Tip): Promise<TipView> {
    const tips = tipStore(database.kysely, keys);
    const [words, history, photoIds] = await Promise.all([
      tips.findWords(tip.id),
      tips.listHistory(tip.id),
      dependencies.listPhotoIds(tip.id),
    ]);
    const unit = { id: tip.unitId, name: dependencies.unitName(tip.unitId) };
    return {
      code: tip.code,
      kind: tip.kind as TipView['kind'],
      category: { id: tip.category, name: dependencies.findCategory(tip.category)?.name ?? tip.category },
      unit,
      status: tip.status as TipView['status'],
      description: words?.description ?? '',
      address: words?.address ?? null,
      photoIds,
      createdAt: tip.createdAt,
      acknowledgeBy: tip.acknowledgeBy,
      timeline: history.map((entry) => ({
        at: entry.at,
        event: entry.event,
        unit:
          entry.unit_id === null ? null : { id: entry.unit_id, name: dependencies.unitName(entry.unit_id) },
      })),
      messages: [],
    };
  }
}

/** Draws codes until one is free: among 300 million a second draw is rare, an eighth is a fault. */
async function insertUnderFreeCode(tips: ReturnType<typeof tipStore>, tip: Tip): Promise<void> {
  for (let tries = 0; tries < codeTriesMax; tries += 1) {
    if (await tips.insert(tip)) return;
    tip.code = randomCaseCode('TB');
  }
  throw new Error('No free case code found.');
}

function wordsDigest(words: TipWords): string {
  return createHash('sha256')
    .update(JSON.stringify([words.salt, words.description, words.address]))
    .digest('base64url');
}
