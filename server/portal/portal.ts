import type { Context, Hono } from 'hono';
import { limits as bodyLimits } from '#contract/limits.ts';
import { createApp } from '../app.ts';
import { isLoopback } from '../config/config.ts';
import type { CitizenService } from '../features/citizens/citizen.service.ts';
import { isNamedTip } from '../features/tips/tip.routes.ts';
import type { TipService } from '../features/tips/tip.service.ts';
import { keepTipAccess } from '../features/tips/tip-access-upkeep.ts';
import { readAuthorization } from '../http/authorization.ts';
import type { HttpEnv } from '../http/http-env.ts';
import { createMetrics } from '../http/metrics.ts';
import { createWebPage } from '../http/web-page.ts';
import { idempotencyStore } from '../idempotency/idempotency.store.ts';
import { createClientAddress } from '../limits/client-address.ts';
import { routeLimits } from '../limits/route-limits.ts';
import { createSenderLimits, type SenderLimits } from '../limits/sender-limits.ts';
import { openSharedCounts } from '../limits/shared-counts.ts';
import { createDispatcher, type DeliveryHandler, type Dispatcher } from '../outbox/dispatcher.ts';
import { outboxClaims } from '../outbox/outbox-claims.store.ts';
import type { ZaloSide } from '../zalo/zalo-side.ts';
import { startJobs, sweepEveryMs } from './background-jobs.ts';
import { createChatPart } from './chat-part.ts';
import { createCitizenPart, createCitizens } from './citizen-part.ts';
import { createClockPart, createTipClocks } from './clock-part.ts';
import { createConsentPart } from './consent-part.ts';
import { createDeskMapPart } from './desk-map-part.ts';
import { createDiskCheck } from './disk-check.ts';
import { createDocsPart } from './docs-part.ts';
import { type Ground, openGround, type PortalOptions } from './ground.ts';
import { createGroupReplyPart } from './group-reply-part.ts';
import { createKeyPart, createKeyWatchOf } from './key-part.ts';
import { createDocuments, createNews, createNewsPart } from './news-part.ts';
import { createOaPart } from './oa-part.ts';
import { createOaPeoplePart } from './oa-people-part.ts';
import { createOfficersReach, retryOnceConnected } from './officers-reach.ts';
import { createOutgoingWebhookPart, createUnitSystems } from './outgoing-webhook-part.ts';
import { createPersonErasure } from './person-erasure.ts';
import { createPersonExport } from './person-export.ts';
import { createPhotoPart, createPhotos } from './photo-part.ts';
import { createPlacePart, createUnits } from './place-part.ts';
import type { BackgroundJob, PortalPart } from './portal-part.ts';
import { createForms, createProcedurePart, createProcedures } from './procedure-part.ts';
import { createReplyTemplatePart } from './reply-template-part.ts';
import { createReportPart } from './report-part.ts';
import { createRetentionOf, createRetentionPart } from './retention-part.ts';
import { chatsOfSenders, createSenderPart, createSenders } from './sender-part.ts';
import {
  createRosterPart,
  createRosters,
  createSos,
  createSosDeskOf,
  createSosPart,
  sosInGroups,
} from './sos-part.ts';
import { createFindStaff, createStaff, createStaffDoors, createStaffPart } from './staff-part.ts';
import { createTipDeskOf, createTipPart, createTips } from './tip-part.ts';
import { groundFigures } from './watched-figures.ts';
import { createWebhookPart } from './webhook-part.ts';

export type Portal = {
  app: Hono<HttpEnv>;
  units: readonly { id: string; name: string; type: string }[];
  zaloSide: ZaloSide;
  /** What the clock and a unit's group do, which have no routes. */
  tips: TipService;
  /** Erases what is over, as it does by itself every few minutes. */
  eraseDue(): Promise<void>;
  /** Looks whether the keys have changed, as it does by itself every few seconds. */
  takeUpKeys(): Promise<void>;
  /** Seals anew what lies under older keys, as it does by itself every minute. */
  sealAnew(): Promise<void>;
  /** What comes round by itself while it runs. */
  jobs: readonly BackgroundJob[];
  /** Begins to send, to sweep and to refresh. */
  start(): void;
  stop(): Promise<void>;
};

const refreshEveryMs = 5 * 60_000;

/** Builds the whole portal on its store. Throws ConfigError or PackError with a sentence for the person who starts it. */
export async function openPortal(options: PortalOptions): Promise<Portal> {
  const ground = await openGround(options);
  const { config, database, logger, pack, publicUrl, tree, zaloSide } = ground;
  await keepTipAccess(database, { units: pack.units.map(({ id }) => id), upwards: tree.upwards });

  const units = createUnits(ground);
  const photos = await createPhotos(ground);
  const staff = createStaff(ground);
  const doors = createStaffDoors(ground, staff);
  const citizens = createCitizens(ground, { staff, doors });
  const findStaff = createFindStaff(staff, doors, citizens);
  const clocks = createTipClocks(ground);
  const procedures = createProcedures(ground);
  const forms = createForms(ground);
  const limits = await createLimits(ground, citizens);
  const reach = createOfficersReach(ground);
  const systems = createUnitSystems(ground);
  const tips = createTips(ground, { units, photos, citizens, limits, clocks, systems });
  const desk = createTipDeskOf(ground, { photos, staff, clocks });
  const senderChats = createSenders(ground);
  const rosters = createRosters(ground, staff);
  const sos = createSos(ground, { units, rosters });
  const sosDesk = createSosDeskOf(ground, staff);
  const documents = await createDocuments(ground);
  const news = createNews(ground, { photos, documents });
  const archive = createPersonExport(ground, { tips, photos, doors });
  const erasure = createPersonErasure(ground, { tips, listParts: () => parts });
  const parts: PortalPart[] = [
    createOaPeoplePart(ground),
    createOaPart(ground),
    createPlacePart(ground, units),
    createCitizenPart(ground, { citizens, tips, erasure, archive }),
    createTipPart(ground, { tips, photos, citizens, desk, reach }),
    createSenderPart(ground, { chats: senderChats, tips, desk, citizens }),
    createPhotoPart(ground, photos),
    createProcedurePart(ground, { procedures, forms, staff }),
    createStaffPart(ground, { staff, doors, citizens, findStaff }),
    createDeskMapPart(ground),
    createClockPart(ground, { tips, reach }),
    createGroupReplyPart(ground, { tips, bindings: doors.bindings, others: [sosInGroups(sosDesk)] }),
    createRosterPart(rosters),
    createSosPart(ground, { sos, desk: sosDesk, reach }),
    createReportPart(ground, { sosDesk }),
    createChatPart(ground, {
      reach,
      procedures,
      forms,
      rosters,
      sos,
      latestNews: news.latest,
      answersFirst: chatsOfSenders(ground, senderChats),
    }),
    createNewsPart(ground, { news, photos, staff, documents }),
    createReplyTemplatePart(ground),
    createOutgoingWebhookPart(ground, systems),
    createDocsPart(),
  ];
  parts.push(createConsentPart(ground, { citizens, tips, erasure }));
  parts.push(createWebhookPart(ground, parts));
  const retention = createRetentionOf(ground, parts);
  parts.push(createRetentionPart(retention));
  const keyWatch = createKeyWatchOf(ground);
  const keyPart = await createKeyPart(ground, keyWatch);
  parts.push(keyPart);
  const dispatcher = createOutgoing(ground, parts);
  const checks = [
    ...groundChecks(ground),
    { name: 'outbox', listTroubles: async () => (dispatcher.isReady() ? [] : ['not polled']) },
    ...parts.flatMap(({ checks = [] }) => checks),
  ];
  const figures = [...groundFigures(ground, checks), ...parts.flatMap(({ figures = [] }) => figures)];
  const jobs = [
    { name: 'limits sweep', everyMs: sweepEveryMs, work: limits.sweep },
    { name: 'token refresh', everyMs: refreshEveryMs, work: () => zaloSide.refreshDue() },
    ...parts.flatMap(({ jobs = [] }) => jobs),
  ];
  const app = createApp({
    logger,
    publicUrl,
    limits: config.rateLimits ? routeLimits(limits) : [],
    checks,
    metrics: createMetrics({ figures, logger }),
    metricsAccess: { token: config.metricsToken, isLocal: isLoopback(new URL(publicUrl).hostname) },
    parts,
    findStaff,
    isBehindWithKeys: ground.keys.isBehind,
    page: await createWebPage(options.pageFolder),
  });
  return {
    app,
    units: pack.units,
    zaloSide,
    tips,
    eraseDue: retention.runOnce,
    takeUpKeys: keyWatch.look,
    sealAnew: keyPart.sealAnew,
    jobs,
    ...lifeOf(ground, { parts, jobs, dispatcher, limits }),
  };
}

async function createLimits(ground: Ground, citizens: CitizenService): Promise<SenderLimits> {
  const { config, database, keys, now } = ground;
  const isOneOfSeveral = database.engine === 'postgres' && config.rateLimits;
  return createSenderLimits({
    keys,
    now,
    shared: isOneOfSeveral ? await openSharedCounts(ground) : null,
    clientAddress: createClientAddress(config.trustedProxies),
    identityOf: (c) => identityOf(c, citizens),
    isAnswered: (idempotencyKey) => idempotencyStore(database.kysely, keys).isAnswered(idempotencyKey),
  });
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

/** The outbox, with those who know what is sent. */
function createOutgoing(ground: Ground, parts: readonly PortalPart[]): Dispatcher {
  const handlers = Object.assign({}, ...parts.map(({ handlers = {} }) => handlers));
  const dispatcher = createDispatcher({ ...ground, handlers: onceKeysAreKnown(ground, handlers) });
  ground.onWakeOutbox(dispatcher.wake);
  retryOnceConnected(ground);
  return dispatcher;
}

/** What is sealed with a key that is not known here yet is sent a moment later, by whichever server knows it. */
function onceKeysAreKnown(
  { keys }: Ground,
  handlers: Readonly<Record<string, DeliveryHandler>>,
): Record<string, DeliveryHandler> {
  const wait = { kind: 'retry', reason: 'key unknown', afterMs: 2_000 } as const;
  return Object.fromEntries(
    Object.entries(handlers).map(([topic, handle]): [string, DeliveryHandler] => [
      topic,
      async (message) => (keys.isBehind() ? wait : handle(message)),
    ]),
  );
}

const groundChecks = ({ config, database, live, zaloSide }: Ground) => [
  {
    name: 'database',
    listTroubles: () =>
      database.kysely
        .selectFrom('meta')
        .select('key')
        .execute()
        .then(() => []),
  },
  createDiskCheck(config.dataDir),
  { name: 'zalo', listTroubles: zaloSide.listLost },
  { name: 'live', listTroubles: async () => (live.isReady() ? [] : ['not read']) },
];

function lifeOf(
  { database, live, logger, now, streams }: Ground,
  {
    parts,
    jobs,
    dispatcher,
    limits,
  }: {
    parts: readonly PortalPart[];
    jobs: readonly BackgroundJob[];
    dispatcher: Dispatcher;
    limits: SenderLimits;
  },
): Pick<Portal, 'start' | 'stop'> {
  let stopJobs = () => {};
  let beginning = Promise.resolve();
  let isStopped = false;
  async function begin(): Promise<void> {
    // SQLite has one server: what is claimed at its start was claimed by a process that is gone.
    if (database.engine === 'sqlite') await outboxClaims(database.kysely).expireAllClaims(now());
    if (isStopped) return;
    dispatcher.start();
    for (const part of parts) part.start?.();
  }
  return {
    start() {
      live.start();
      beginning = begin();
      stopJobs = startJobs(jobs, logger);
    },
    async stop() {
      isStopped = true;
      stopJobs();
      streams.stop();
      // What begins after its stop would go on without an end.
      await beginning;
      for (const part of parts.toReversed()) await part.stop?.();
      await dispatcher.stop();
      await live.stop();
      await limits.stop();
      await database.close();
    },
  };
}
