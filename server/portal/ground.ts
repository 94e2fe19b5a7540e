import type { Logger } from 'pino';
import type { Config, ZaloCredentials } from '../config/config.ts';
import { ConfigError } from '../config/config.ts';
import { claimStoreForPack, rememberPackProcedures } from '../content/pack.store.ts';
import { type ContentPack, problemLine, productionProblems } from '../content/pack.ts';
import type { Database } from '../db/database.ts';
import type { GuestStaff } from '../features/staff/staff.service.ts';
import { createEventStreams, type EventStreams } from '../http/event-stream.ts';
import { createReadyAnswers, type ReadyAnswers } from '../http/ready-answers.ts';
import type { KeySource } from '../keys/key-source.ts';
import { type ChangeCount, countChanges } from '../live/change-count.ts';
import { publicChannel } from '../live/live-channels.ts';
import { createLiveFeed, type LiveFeed } from '../live/live-feed.ts';
import { openStore } from '../open-store.ts';
import { createGivingWay, type GivingWay } from '../outbox/giving-way.ts';
import { createUnitTree, type UnitTree } from '../rights/unit-tree.rules.ts';
import type { LiveKeys } from '../secrets/live-keys.ts';
import type { ZaloBaseUrls } from '../zalo/zalo-http.ts';
import { createZaloSide, type ZaloSide } from '../zalo/zalo-side.ts';

export type PortalOptions = {
  config: Config;
  /** The place it serves. */
  pack: ContentPack;
  logger: Logger;
  now: () => Date;
  /** Where people reach it, without a slash at the end. */
  publicUrl: string;
  /** Folder of the built page. */
  pageFolder: string;
  zalo: { credentials: ZaloCredentials; baseUrls: ZaloBaseUrls };
  /** The sandbox stands in Zalo's place: every screen says so. */
  isSandbox: boolean;
  /** People who are staff besides those in the store; null: nobody. */
  guestStaff: GuestStaff | null;
};

/** What every side of the portal stands on. */
export type Ground = PortalOptions & {
  database: Database;
  keys: LiveKeys;
  keySource: KeySource;
  zaloSide: ZaloSide;
  tree: UnitTree;
  /** Also of a former unit; an id that nobody knows stands for itself. */
  unitName(id: string): string;
  findCategory(id: string): ContentPack['tipCategories'][number] | undefined;
  /** What is told to open screens. */
  live: LiveFeed;
  /** Of what everybody may read, so that answers about it can be kept in memory. */
  publicChanges: ChangeCount;
  answers: ReadyAnswers;
  /** The answers over which they are told. */
  streams: EventStreams;
  /** What is sent gives way to what is taken in. */
  givingWay: GivingWay;
  /** Something was committed that is to be sent or told. */
  wakeOutbox(): void;
  /** Who is woken, once the dispatcher stands. */
  onWakeOutbox(wake: () => void): void;
};

/** Opens the store for this pack. Throws ConfigError or PackError with a sentence for the person who starts it. */
export async function openGround(options: PortalOptions): Promise<Ground> {
  const { config, logger, now, pack } = options;
  const undecided = options.isSandbox ? [] : productionProblems(pack);
  if (undecided.length > 0) {
    throw new ConfigError(
      `The content pack is not ready for production:\n${undecided.map(problemLine).join('\n')}`,
    );
  }
  const { database, keys, keySource } = await openStore(config, { now });
  await claimStoreForPack(database, pack.id);
  await rememberPackProcedures(database, pack.procedures);

  const names = new Map([...pack.former, ...pack.units].map((unit) => [unit.id, unit.name]));
  const unitName = (id: string) => names.get(id) ?? id;
  const categories = new Map(pack.tipCategories.map((category) => [category.id, category]));
  const live = createLiveFeed({ database, logger, now });
  const publicChanges = countChanges(live, [publicChannel]);
  let wake = () => {};
  return {
    ...options,
    database,
    keys,
    keySource,
    zaloSide: await createZaloSide({ ...options.zalo, database, keys, logger, now }),
    tree: createUnitTree(pack.units, unitName),
    unitName,
    findCategory: (id) => categories.get(id),
    live,
    publicChanges,
    answers: createReadyAnswers({ changes: publicChanges, now }),
    streams: createEventStreams({ logger }),
    givingWay: createGivingWay(),
    wakeOutbox() {
      wake();
      live.wake();
    },
    onWakeOutbox(next) {
      wake = next;
    },
  };
}
