import type { CitizenService } from '../features/citizens/citizen.service.ts';
import type { ActiveEndpoints } from '../features/outgoing-webhooks/active-endpoints.ts';
import type { PhotoService } from '../features/photos/photo.service.ts';
import type { RetentionRule } from '../features/retention/retention.service.ts';
import { senderChatStore } from '../features/sender-ways/sender-chat.store.ts';
import { createDeliveryRoutes } from '../features/staff/delivery.routes.ts';
import { createDeliveryService } from '../features/staff/delivery.service.ts';
import type { StaffService } from '../features/staff/staff.service.ts';
import { createFloodGate } from '../features/tips/forwarding/flood-gate.ts';
import { tipForwardingHandlers } from '../features/tips/forwarding/tip-delivery.ts';
import { createTipRoutes } from '../features/tips/tip.routes.ts';
import { createTipService, type TipService } from '../features/tips/tip.service.ts';
import { tipStore } from '../features/tips/tip.store.ts';
import { createTipDeskRoutes } from '../features/tips/tip-desk.routes.ts';
import { createTipDesk, type TipDesk } from '../features/tips/tip-desk.service.ts';
import { eraseContacts, eraseTips, takeTipsWithOldPhotos } from '../features/tips/tip-erasure.store.ts';
import { tipUpdateMessage } from '../features/tips/tip-forwarding.ts';
import type { UnitService } from '../features/units/unit.service.ts';
import type { SenderLimits } from '../limits/sender-limits.ts';
import { outboxStore } from '../outbox/outbox.store.ts';
import { outboxDigests } from '../outbox/outbox-digests.store.ts';
import { sweepEveryMs } from './background-jobs.ts';
import type { createTipClocks } from './clock-part.ts';
import type { Ground } from './ground.ts';
import type { createOfficersReach } from './officers-reach.ts';
import { messagesToUnitSystems, tellUnitSystems } from './outgoing-webhook-part.ts';
import { photosOfTips } from './photo-part.ts';
import type { PortalPart } from './portal-part.ts';
import { tellSender } from './sender-part.ts';

type Clocks = ReturnType<typeof createTipClocks>;

/** What a citizen does with a tip. */
export function createTips(
  ground: Ground,
  parts: {
    units: UnitService;
    photos: PhotoService;
    citizens: CitizenService;
    limits: SenderLimits;
    clocks: Clocks;
    systems: ActiveEndpoints;
  },
): TipService {
  const { pack, now, findCategory } = ground;
  return createTipService({
    ...ground,
    packId: pack.id,
    consentVersion: pack.consent.version,
    clocks: parts.clocks,
    findCategory: (id) => {
      const category = findCategory(id);
      return category && { ...category, acknowledgeMinutes: category.clock.acknowledgeMinutes };
    },
    chooseUnit: parts.units.chooseUnit,
    onStored: parts.limits.noteTipFor,
    ...photosOfTips(parts.photos),
    confirmCitizen: parts.citizens.confirm,
    forwardUpdate: (transaction, tip, kind) =>
      outboxStore(transaction).enqueue([tipUpdateMessage(tip, kind)], now()),
    contactDays: pack.retention.contacts.days,
    tellSender: tellSender(ground),
    tellSystems: tellUnitSystems(ground),
    messagesToSystems: messagesToUnitSystems(parts.systems),
    forgetWays: (transaction, tipIds) => senderChatStore(transaction, ground.keys).unlink(tipIds),
  });
}

/** What staff do with a tip. */
export function createTipDeskOf(
  ground: Ground,
  parts: { photos: PhotoService; staff: StaffService; clocks: Clocks },
): TipDesk {
  return createTipDesk({
    ...ground,
    ...photosOfTips(parts.photos),
    clocks: parts.clocks,
    tellSender: tellSender(ground),
    tellSystems: tellUnitSystems(ground),
    findStaff: parts.staff.findActive,
    staffName: parts.staff.nameOf,
  });
}

/** Tips: the citizen's routes, the desk's, and the way into a unit's group. */
export function createTipPart(
  ground: Ground,
  parts: {
    tips: TipService;
    photos: PhotoService;
    citizens: CitizenService;
    desk: TipDesk;
    reach: ReturnType<typeof createOfficersReach>;
  },
): PortalPart {
  const { database, keys, now } = ground;
  const { tips, desk, photos } = parts;
  const reader = tipStore(database.kysely, keys);
  const deliveries = createDeliveryService({
    ...ground,
    codeOf: async (tipId) => (await reader.findById(tipId))?.code ?? null,
  });
  return {
    mount(app) {
      app.route('/api/tips', createTipRoutes(tips, parts.citizens.findCitizen));
    },
    mountStaff(routes) {
      routes.route('/tips', createTipDeskRoutes(desk)).route('/deliveries', createDeliveryRoutes(deliveries));
    },
    handlers: forwardingHandlers(ground, parts),
    retention: tipRetention(ground, photos),
    jobs: [{ name: 'contact sweep', everyMs: sweepEveryMs, work: () => tips.sweepContacts(now()) }],
  };
}

/** What goes first is what is kept shortest, so that nothing is erased twice; a tip takes with it what of it is still there. */
function tipRetention({ keys }: Ground, photos: PhotoService): RetentionRule[] {
  return [
    {
      kind: 'contacts',
      batchMax: 200,
      erase: eraseContacts,
    },
    {
      kind: 'photos',
      batchMax: 50,
      async erase(transaction, due) {
        const { tipIds, next } = await takeTipsWithOldPhotos(transaction, due);
        return { count: tipIds.length, next, afterCommit: await photos.eraseOfTips(transaction, tipIds) };
      },
    },
    {
      kind: 'tips',
      batchMax: 50,
      async erase(transaction, due) {
        const tipIds = await eraseTips(transaction, due);
        await senderChatStore(transaction, keys).unlink(tipIds);
        return { count: tipIds.length, afterCommit: await photos.eraseOfTips(transaction, tipIds) };
      },
    },
  ];
}

function forwardingHandlers(
  ground: Ground,
  { photos, reach }: { photos: PhotoService; reach: ReturnType<typeof createOfficersReach> },
) {
  const { config, database, keys, findCategory, unitName } = ground;
  const reader = tipStore(database.kysely, keys);
  const outbox = outboxDigests(database.kysely);
  return tipForwardingHandlers({
    ...reach,
    outbox,
    // With the limits go the digests (RATE_LIMITS).
    floodGate: config.rateLimits
      ? createFloodGate({ ...ground, findTip: reader.findById, findWords: reader.findWords, outbox })
      : null,
    findTip: reader.findById,
    findWords: reader.findWords,
    readPhoto: (id) => photos.read(id, 'zalo'),
    describe: (tip) => ({
      categoryName: findCategory(tip.category)?.name ?? tip.category,
      unitName: unitName(tip.unitId),
      groupTextCharsMax: findCategory(tip.category)?.groupTextCharsMax ?? 0,
    }),
    publicUrl: ground.publicUrl,
  });
}
