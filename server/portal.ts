import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Logger } from 'pino';
import { limits as bodyLimits } from '#contract/limits.ts';
import type { PhotoSize } from '#contract/vocabulary.ts';
import { createApp } from './app.ts';
import { createTipClocks } from './clocks.ts';
import type { Config, ZaloCredentials } from './config/config.ts';
import { ConfigError } from './config/config.ts';
import { claimStoreForPack } from './content/pack.store.ts';
import { type ContentPack, problemLine, productionProblems } from './content/pack.ts';
import type { Database } from './db/database.ts';
import { createMeRoutes, createSessionRoutes } from './features/citizens/citizen.routes.ts';
import { type CitizenService, createCitizenService } from './features/citizens/citizen.service.ts';
import { createClocks } from './features/clocks/clock.service.ts';
import type { ClockWorker } from './features/clocks/clock-worker.ts';
import { createFormFileRoutes } from './features/forms/form.routes.ts';
import { createFormService, type FormService } from './features/forms/form.service.ts';
import { createLocationRoutes } from './features/locations/location.routes.ts';
import { createLocationService } from './features/locations/location.service.ts';
import { createPhotoRoutes } from './features/photos/photo.routes.ts';
import { createPhotoService, type PhotoService } from './features/photos/photo.service.ts';
import { createFormRoutes, createProcedureRoutes } from './features/procedures/procedure.routes.ts';
import { createProcedureService } from './features/procedures/procedure.service.ts';
import type { GuestStaff } from './features/staff/staff.service.ts';
import { createTipRoutes, isNamedTip } from './features/tips/tip.routes.ts';
import { createTipService, type TipService } from './features/tips/tip.service.ts';
import { tipStore } from './features/tips/tip.store.ts';
import { keepTipAccess } from './features/tips/tip-access-upkeep.ts';
import { tipUpdateMessage } from './features/tips/tip-forwarding.ts';
import { createPrivacyRoutes } from './features/units/privacy.routes.ts';
import { createQrRoutes } from './features/units/qr.routes.ts';
import { createPortalRoutes, createUnitRoutes } from './features/units/unit.routes.ts';
import { createUnitService } from './features/units/unit.service.ts';
import { createForwarding } from './forwarding.ts';
import { readAuthorization } from './http/authorization.ts';
import { createHealthRoutes } from './http/health.routes.ts';
import type { HttpEnv } from './http/http-env.ts';
import { createWebPage } from './http/web-page.ts';
import { idempotencyStore } from './idempotency/idempotency.store.ts';
import { createClientAddress } from './limits/client-address.ts';
import { routeLimits } from './limits/route-limits.ts';
import { createSenderLimits, type SenderLimits } from './limits/sender-limits.ts';
import { openStore } from './open-store.ts';
import type { Dispatcher } from './outbox/dispatcher.ts';
import { outboxStore } from './outbox/outbox.store.ts';
import { createUnitTree } from './rights/unit-tree.rules.ts';
import { createStaffSide } from './staff.ts';
import type { ZaloBaseUrls } from './zalo/zalo-http.ts';
import { createZaloSide, type ZaloSide } from './zalo/zalo-side.ts';

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

export type Portal = {
  app: Hono<HttpEnv>;
  units: readonly { id: string; name: string; type: string }[];
  zaloSide: ZaloSide;
  /** What the clock and a unit's group do, which have no routes. */
  tips: TipService;
  /** Begins to send, to sweep and to refresh. */
  start(): void;
  stop(): Promise<void>;
};

/** Of a category that the pack no longer has (promise 5). */
const acknowledgeMinutesMax = 15;
const sweepEveryMs = 10 * 60_000;
/** A link dies after five minutes; what is behind it is personal. */
const formLinkSweepEveryMs = 60_000;
const refreshEveryMs = 5 * 60_000;

/** Builds the whole portal on its store. Throws ConfigError or PackError with a sentence for the person who starts it. */
export async function openPortal(options: PortalOptions): Promise<Portal> {
  const { config, logger, now, pack, publicUrl } = options;
  const undecided = options.isSandbox ? [] : productionProblems(pack);
  if (undecided.length > 0) {
    throw new ConfigError(
      `The content pack is not ready for production:\n${undecided.map(problemLine).join('\n')}`,
    );
  }
  const { database, keys } = await openStore(config);
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
  const tree = createUnitTree(pack.units, unitName);
  await keepTipAccess(database, { units: pack.units.map(({ id }) => id), upwards: tree.upwards });
  const categories = new Map(pack.tipCategories.map((category) => [category.id, category]));
  const photos = createPhotoService({ database, dataDir: config.dataDir, keys, logger, now });
  const tipReader = tipStore(database.kysely, keys);
  const dispatcher = createForwarding({
    pack,
    database,
    zaloSide,
    hasFloodDigests: config.rateLimits,
    findTip: tipReader.findById,
    findWords: tipReader.findWords,
    readPhoto: (id) => photos.read(id, 'zalo'),
    describe: (tip) => ({
      categoryName: categories.get(tip.category)?.name ?? tip.category,
      unitName: unitName(tip.unitId),
      groupTextCharsMax: categories.get(tip.category)?.groupTextCharsMax ?? 0,
    }),
    unitName,
    publicUrl,
    logger,
    now,
  });
  const citizens = createCitizenService({ database, keys, graph: zaloSide.graph, logger, now });
  const limits = createSenderLimits({
    keys,
    now,
    clientAddress: createClientAddress(config.trustedProxies),
    identityOf: (c) => identityOf(c, citizens),
    isAnswered: (idempotencyKey) => idempotencyStore(database.kysely, keys).isAnswered(idempotencyKey),
  });
  const tipClocks = createClocks({
    acknowledgeMinutes: (category) =>
      categories.get(category)?.clock.acknowledgeMinutes ?? acknowledgeMinutesMax,
    parentOf: tree.parentOf,
  });
  const tipPhotos = {
    attachPhotos: photos.attach,
    listPhotoIds: photos.listIds,
    readPhoto: async (tipId: string, photoId: string, size: PhotoSize) =>
      new Uint8Array(await photos.readOfTip(tipId, photoId, size)),
  };
  const tips = createTipService({
    database,
    keys,
    now,
    packId: pack.id,
    consentVersion: pack.consent.version,
    tree,
    clocks: tipClocks,
    findCategory: (id) => {
      const category = categories.get(id);
      return category && { ...category, acknowledgeMinutes: category.clock.acknowledgeMinutes };
    },
    chooseUnit: ({ place, unitId, category }) => {
      const chosen = units.chooseUnit({ place, unitId, category });
      limits.noteTipFor(chosen.unit.id);
      return chosen;
    },
    unitName,
    ...tipPhotos,
    confirmCitizen: citizens.confirm,
    forwardUpdate: (transaction, tip, kind) =>
      outboxStore(transaction).enqueue([tipUpdateMessage(tip, kind)], now()),
    contactDays: pack.retention.contacts.days,
    wakeOutbox: dispatcher.wake,
  });
  const clocks = createTipClocks({
    database,
    logger,
    now,
    parentOf: tree.parentOf,
    holdTip: (transaction, tipId) => tipStore(transaction, keys).lock(tipId),
    climb: tips.climb,
    wakeOutbox: dispatcher.wake,
  });
  const procedures = createProcedureService(pack);
  const forms = createFormService({ forms: pack.forms, publicUrl, logger, now });
  const app = createApp({
    logger,
    publicUrl,
    limits: config.rateLimits ? routeLimits(limits) : [],
    health: createHealthRoutes([
      {
        name: 'database',
        listTroubles: () =>
          database.kysely
            .selectFrom('meta')
            .select('key')
            .execute()
            .then(() => []),
      },
      { name: 'outbox', listTroubles: async () => (dispatcher.isReady() ? [] : ['not polled']) },
      { name: 'clocks', listTroubles: async () => (clocks.isReady() ? [] : ['not run']) },
      { name: 'zalo', listTroubles: zaloSide.listLost },
      { name: 'photos', listTroubles: () => photos.warm().then(() => []) },
    ]),
    portal: new Hono<HttpEnv>().use(compress()).route('/', createPortalRoutes(units)),
    units: createUnitRoutes(units).route('/', createQrRoutes(units, publicUrl)),
    privacy: createPrivacyRoutes({ text: pack.privacy, consent: pack.consent }),
    session: createSessionRoutes(citizens),
    me: createMeRoutes(citizens, tips),
    tips: createTipRoutes(tips, citizens.findCitizen),
    staff: createStaffSide({
      pack,
      database,
      keys,
      now,
      tree,
      guests: options.guestStaff,
      clocks: tipClocks,
      ...tipPhotos,
      wakeOutbox: dispatcher.wake,
    }),
    photos: createPhotoRoutes(photos),
    locations: createLocationRoutes(createLocationService({ graph: zaloSide.graph, logger, now })),
    procedures: createProcedureRoutes(procedures),
    forms: createFormFileRoutes(forms).route('/', createFormRoutes(procedures)),
    page: await createWebPage(options.pageFolder),
  });
  return {
    app,
    units: pack.units,
    zaloSide,
    tips,
    ...backgroundWork({
      database,
      citizens,
      clocks,
      dispatcher,
      forms,
      limits,
      photos,
      tips,
      zaloSide,
      logger,
      now,
    }),
  };
}

/** Whose session a request carries. Of an anonymous tip it is not asked (promise 7), nor of a body that would be too large to look into. */
async function identityOf(c: Context<HttpEnv>, citizens: CitizenService): Promise<string | null> {
  const authorization = readAuthorization(c.req.header('authorization'));
  if (authorization?.scheme !== 'bearer') return null;
  if (c.req.path === '/api/tips') {
    const bytes = Number(c.req.header('content-length') ?? Number.POSITIVE_INFINITY);
    if (!(bytes <= bodyLimits.jsonBytesMax) || !(await isNamedTip(c))) return null;
  }
  return await citizens.findCitizen(authorization.secret);
}

function backgroundWork(parts: {
  database: Database;
  citizens: CitizenService;
  clocks: ClockWorker;
  dispatcher: Dispatcher;
  forms: FormService;
  limits: SenderLimits;
  photos: PhotoService;
  tips: TipService;
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
      void ready.then(() => {
        parts.dispatcher.start();
        parts.clocks.start();
      });
      every(sweepEveryMs, 'session sweep', () => parts.citizens.sweepSessions(parts.now()));
      every(sweepEveryMs, 'contact sweep', () => parts.tips.sweepContacts(parts.now()));
      every(sweepEveryMs, 'photo sweep', () => parts.photos.sweepUnattached(parts.now()));
      every(formLinkSweepEveryMs, 'form link sweep', async () => parts.forms.sweepLinks());
      every(sweepEveryMs, 'limits sweep', async () => parts.limits.sweep());
      every(refreshEveryMs, 'token refresh', () => parts.zaloSide.refreshDue());
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await parts.clocks.stop();
      await parts.dispatcher.stop();
      await parts.forms.stop();
      await parts.photos.close();
      await parts.database.close();
    },
  };
}
