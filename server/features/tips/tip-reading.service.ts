import type { TipView } from '#contract/tips.ts';
import type { PhotoSize } from '#contract/vocabulary.ts';
import type { Database } from '../../db/database.ts';
import { AppError } from '../../http/app-error.ts';
import { receiptDigest } from '../../secrets/receipt.rules.ts';
import { digestsEqual, type SecretKeys } from '../../secrets/secret-keys.ts';
import { type Tip, tipStore } from './tip.store.ts';
import { listHistory } from './tip-history.ts';
import { tipOwnerStore } from './tip-owner.store.ts';
import { tipView } from './tip-view.rules.ts';

/** What opens a tip: its receipt, or the session of the citizen who sent it. */
export type TipCredential = { kind: 'receipt'; receipt: string } | { kind: 'citizen'; citizenId: string };

export type TipReadingDependencies = {
  database: Database;
  keys: SecretKeys;
  findCategory(id: string): { name: string } | undefined;
  unitName(id: string): string;
  /** Of the tip itself, in the sender's order. */
  listPhotoIds(tipId: string): Promise<string[]>;
  /** Also of its messages: those that were not erased. */
  listKeptPhotoIds(tipId: string): Promise<ReadonlySet<string>>;
  /** A JPEG; throws photo_not_found for a photo of any other tip. */
  readPhoto(tipId: string, photoId: string, size: PhotoSize): Promise<Uint8Array<ArrayBuffer>>;
};

const caseCode = /^TB-[0-9A-Z]{6}$/;

/** What a sender can see of their tip. */
export function createTipReading(dependencies: TipReadingDependencies) {
  const { database, keys } = dependencies;
  const tips = tipStore(database.kysely, keys);

  return {
    /**
     * The tip that this credential opens. A wrong credential, an unknown code and a malformed one are one answer, after the same work:
     * throws `tip_not_found`.
     */
    async open(code: string, credential: TipCredential): Promise<Tip> {
      const wanted = code.trim().toUpperCase();
      const tip = caseCode.test(wanted) ? await tips.findByCode(wanted) : undefined;
      const isRight =
        credential.kind === 'receipt'
          ? opensWithReceipt(tip, credential.receipt)
          : await tipOwnerStore(database.kysely, keys).isOwnedBy(tip?.id ?? '', credential.citizenId);
      if (!tip || !isRight) throw new AppError('tip_not_found');
      return tip;
    },

    /** The tip as its sender sees it; with `marksSeen`, what is new in it is no longer new afterwards. */
    async view(tip: Tip, { marksSeen }: { marksSeen: boolean }): Promise<TipView> {
      const [words, entryWords, history, photoIds, keptPhotoIds] = await Promise.all([
        tips.findWords(tip.id),
        tips.listEntryWords(tip.id),
        listHistory(database.kysely, tip.id),
        dependencies.listPhotoIds(tip.id),
        dependencies.listKeptPhotoIds(tip.id),
      ]);
      const newest = history.at(-1)?.sequence ?? 0;
      if (marksSeen && newest > tip.seenSequence) await tips.markSeen(tip.id, newest);
      return tipView({
        tip,
        words,
        entryWords,
        history,
        photoIds,
        keptPhotoIds,
        categoryName: dependencies.findCategory(tip.category)?.name ?? tip.category,
        unitName: dependencies.unitName,
      });
    },

    /** A photo that came with the tip or with one of its messages; throws `photo_not_found`. */
    photo: (tip: Tip, photoId: string, size: PhotoSize): Promise<Uint8Array<ArrayBuffer>> =>
      dependencies.readPhoto(tip.id, photoId, size),
  };

  function opensWithReceipt(tip: Tip | undefined, receipt: string): boolean {
    const key = (tip && keys.get(tip.keyVersion)) ?? keys.newest;
    return digestsEqual(receiptDigest(key, receipt), tip?.receiptDigest ?? receiptDigest(key, 'none'));
  }
}
