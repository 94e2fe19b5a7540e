import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import type { Config, ZaloCredentials } from './config/config.ts';
import { ConfigError } from './config/config.ts';
import { claimStoreForPack } from './content/pack.store.ts';
import { loadPack, problemLine, productionProblems } from './content/pack.ts';
import { type Database, openDatabase } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { createLocationRoutes } from './features/locations/location.routes.ts';
import { createLocationService } from './features/locations/location.service.ts';
import { createPhotoRoutes } from './features/photos/photo.routes.ts';
import { createPhotoService, type PhotoService } from './features/photos/photo.service.ts';
import { createTipRoutes } from './features/tips/tip.routes.ts';
import { createTipService } from './features/tips/tip.service.ts';
import { tipStore } from './features/tips/tip.store.ts';
import { tipForwardingHandlers } from './features/tips/tip-forwarding.ts';
import { createPortalRoutes, createUnitRoutes } from './features/units/unit.routes.ts';
import { createUnitService } from './features/units/unit.service.ts';
import { createHealthRoutes } from './http/health.routes.ts';
import type { HttpEnv } from './http/http-env.ts';
import { createWebPage } from './http/web-page.ts';
import { createDispatcher } from './outbox/dispatcher.ts';
import { outboxStore } from './outbox/outbox.store.ts';
import { loadOrMakeSecretKeys, parseSecretKeys, type SecretKeys } from './secrets/secret-keys.ts';
import type { ZaloBaseUrls } from './zalo/zalo-http.ts';
import { createZaloSide, type ZaloSide } from './zalo/zalo-side.ts';

export type PortalOptions = {
  config: Config;
  logger: Logger;
  now: () => Date;
  /** Where people reach it, without a slash at the end. */
  publicUrl: string;
  /** Folder of the built page. */
  pageFolder: string;
  zalo: { credentials: ZaloCredentials; baseUrls: ZaloBaseUrls };
  /** The sandbox stands in Zalo's place: every screen says so. */
  isSandbox: boolean;
};

export type Portal = {
  app: Hono<HttpEnv>;
  units: readonly { id: string; name: string; type: string }[];
  zaloSide: ZaloSide;
  /** Begins to send, to sweep and to refresh. */
  start(): void;
  stop(): Promise<void>;
};

const sweepEveryMs = 10 * 60_000;
const refreshEveryMs = 5 * 60_000;

/** Builds the whole portal on its store. Throws ConfigError or PackError with a sentence for the person who starts it. */
export async function openPortal(options: PortalOptions): Promise<Portal> {
  const { config, logger, now, publicUrl } = options;
  const pack = await loadPack(config.contentPack);
  const undecided = options.isSandbox ? [] : productionProblems(pack);
  if (undecided.length > 0) {
    throw new ConfigError(
      `The content pack is not ready for production:\n${undecided.map(problemLine).join('\n')}`,
    );
  }
  const keys = await readKeys(config);
  const database = openDatabase(config);
  await migrate(database);
  await claimStoreForPack(database, pack.id);

  const zaloSide = await createZaloSide({ ...options.zalo, database, keys, logger, now });
  const units = createUnitService({
    pack,
    oaIdOf: zaloSide.oaIdOf,
    miniAppId: options.isSandbox ? null : options.zalo.credentials.miniAppId,
    isSandbox: options.isSandbox,
  });
  const unitNames = new Map(pack.units.map((unit) => [unit.id, unit.name]));
  const unitName = (id: string) =>
    unitNames.get(id) ?? pack.former.find((unit) => unit.id === id)?.name ?? id;
  const categories = new Map(pack.tipCategories.map((category) => [category.id, category]));
  const photos = createPhotoService({ database, dataDir: config.dataDir, keys, logger, now });
  const tipReader = tipStore(database.kysely, keys);
  const dispatcher = createDispatcher({
    database,
    logger,
    now,
    handlers: tipForwardingHandlers({
      sender: zaloSide.oaClient,
      findTip: tipReader.findById,
      findWords: tipReader.findWords,
      readPhoto: (id) => photos.read(id, 'zalo'),
      describe: (tip) => ({
        categoryName: categories.get(tip.category)?.name ?? tip.category,
        unitName: unitName(tip.unitId),
        groupTextCharsMax: categories.get(tip.category)?.groupTextCharsMax ?? 0,
      }),
      publicUrl,
    }),
  });
  zaloSide.onConnected(async (unitId) => {
    await outboxStore(database.kysely).requeueParked(`oa-group:${unitId}:`, now());
    dispatcher.wake();
  });
  const tips = createTipService({
    database,
    keys,
    now,
    packId: pack.id,
    consentVersion: pack.consent.version,
    findCategory: (id) => {
      const category = categories.get(id);
      return category && { ...category, acknowledgeMinutes: category.clock.acknowledgeMinutes };
    },
    chooseUnit: ({ place, unitId, category }) => units.chooseUnit({ place, unitId, category }),
    unitName,
    attachPhotos: photos.attach,
    listPhotoIds: photos.listIds,
    wakeOutbox: dispatcher.wake,
  });
  const app = createApp({
    logger,
    publicUrl,
    health: createHealthRoutes([
      {
        name: 'database',
        isReady: () =>
          database.kysely
            .selectFrom('meta')
            .select('key')
            .execute()
            .then(() => true),
      },
      { name: 'zalo', isReady: zaloSide.isReady },
      { name: 'photos', isReady: () => photos.warm().then(() => true) },
    ]),
    portal: new Hono<HttpEnv>().use(compress()).route('/', createPortalRoutes(units)),
    units: createUnitRoutes(units),
    tips: createTipRoutes(tips),
    photos: createPhotoRoutes(photos),
    locations: createLocationRoutes(createLocationService({ graph: zaloSide.graph, logger, now })),
    page: await createWebPage(options.pageFolder),
  });
  return {
    app,
    units: pack.units,
    zaloSide,
    ...backgroundWork({ database, dispatcher, photos, zaloSide, logger, now }),
  };
}

async function readKeys(config: Config): Promise<SecretKeys> {
  return config.secretKeys ? parseSecretKeys(config.secretKeys) : await loadOrMakeSecretKeys(config.dataDir);
}

function backgroundWork(parts: {
  database: Database;
  dispatcher: ReturnType<typeof createDispatcher>;
  photos: PhotoService;
  zaloSide: ZaloSide;
  logger: Logger;
  now: () => Date;
}): Pick<Portal, 'start' | 'stop'> {
  const timers: NodeJS.Timeout[] = [];
  const every = (ms: number, name: string, work: () => Promise<unknown>) => {
    const run = () =>
      void work().catch((error: unknown) =>
        parts.logger.error({ err: error, name }, 'background work failed'),
      );
    timers.push(setInterval(run, ms));
  };
  return {
    start() {
      // SQLite has one server: what is claimed at its start was claimed by a process that is gone.
      const ready =
        parts.database.engine === 'sqlite'
          ? outboxStore(parts.database.kysely).expireAllClaims(parts.now())
          : Promise.resolve();
      void ready.then(() => parts.dispatcher.start());
      every(sweepEveryMs, 'photo sweep', () => parts.photos.sweepUnattached(parts.now()));
      every(refreshEveryMs, 'token refresh', () => parts.zaloSide.refreshDue());
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await parts.dispatcher.stop();
      await parts.photos.close();
      await parts.database.close();
    },
  };
}
