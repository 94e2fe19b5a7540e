import type { CitizenService } from '../features/citizens/citizen.service.ts';
import { createBrowserSessionRoutes, createPairingRoutes } from '../features/staff/browser-session.routes.ts';
import {
  type BrowserSessionService,
  createBrowserSessions,
} from '../features/staff/browser-session.service.ts';
import { createStaffRoutes } from '../features/staff/staff.routes.ts';
import { createStaffService, type StaffService } from '../features/staff/staff.service.ts';
import { createOwnBindingRoutes, createStaffBindingRoutes } from '../features/staff/staff-binding.routes.ts';
import { createStaffBindings, type StaffBindingService } from '../features/staff/staff-binding.service.ts';
import { createStaffEventRoutes } from '../features/staff/staff-events.routes.ts';
import type { FindStaff } from '../rights/require-staff.ts';
import type { EventContext, EventHandlers } from '../webhooks/event-worker.ts';
import type { OaPerson } from '../webhooks/zalo-event.ts';
import { oaOfficerStore } from '../zalo/oa-officer.store.ts';
import { sweepEveryMs } from './background-jobs.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

/** By what somebody is known as staff besides a key. */
export type StaffDoors = { bindings: StaffBindingService; browsers: BrowserSessionService };

export const createStaff = ({ database, keys, now, tree, guestStaff }: Ground): StaffService =>
  createStaffService({ database, keys, now, tree, guests: guestStaff });

export function createStaffDoors(ground: Ground, staff: StaffService): StaffDoors {
  const { keys } = ground;
  return {
    bindings: createStaffBindings({
      ...ground,
      staff,
      officersIn: (connection) => oaOfficerStore(connection, keys),
    }),
    browsers: createBrowserSessions({ ...ground, staff }),
  };
}

/** Our sessions of people whom Zalo vouches for: 256 bits as base64url. */
const sessionToken = /^[A-Za-z0-9_-]{43}$/;

/** Whose credential it is: a key, a browser's session, or the session of a bound Zalo identity. */
export function createFindStaff(
  staff: StaffService,
  { bindings, browsers }: StaffDoors,
  citizens: CitizenService,
): FindStaff {
  return async (credential) => {
    const actor = (await staff.findActor(credential)) ?? (await browsers.findActor(credential));
    if (actor || !sessionToken.test(credential)) return actor;
    const zaloId = await citizens.findZaloIdByToken(credential);
    return zaloId === null ? null : await bindings.findByZaloId(zaloId);
  };
}

/** Who works for the units, and how they come in. */
export function createStaffPart(
  { live, now, streams }: Ground,
  parts: { staff: StaffService; doors: StaffDoors; citizens: CitizenService; findStaff: FindStaff },
): PortalPart {
  const { staff, citizens, findStaff } = parts;
  const { bindings, browsers } = parts.doors;
  return {
    mount(app) {
      app.route('/api/pairings', createPairingRoutes(browsers)).route(
        '/api/me/staff',
        createOwnBindingRoutes({
          bindings,
          staff,
          findCitizen: citizens.findCitizen,
          findZaloId: citizens.findZaloId,
        }),
      );
    },
    mountStaff(desk) {
      desk
        .route('/', createStaffRoutes(staff))
        .route('/bindings', createStaffBindingRoutes(bindings))
        .route('/', createBrowserSessionRoutes(browsers))
        .route('/', createStaffEventRoutes({ live, streams, findStaff }));
    },
    events: learnWhoIsWho(bindings),
    forget: (transaction, { appUserId }) => bindings.forget(transaction, appUserId),
    retention: [
      {
        kind: 'staffSessions',
        batchMax: 500,
        erase: async (transaction, { before, count }) => ({
          count: await browsers.eraseEnded(transaction, before, count),
        }),
      },
      {
        kind: 'formerStaff',
        batchMax: 50,
        erase: async (transaction, due) => ({ count: await staff.eraseFormer(transaction, due) }),
      },
    ],
    jobs: [
      { name: 'binding code sweep', everyMs: sweepEveryMs, work: () => bindings.sweep(now()) },
      { name: 'browser session sweep', everyMs: sweepEveryMs, work: () => browsers.sweep(now()) },
    ],
  };
}

/** Whoever does something at an OA shows as whom the OA knows them: of the staff it then writes to 1-1. */
function learnWhoIsWho(bindings: StaffBindingService): EventHandlers {
  const seen = async (
    { unitId, person, at }: { unitId: string; person: OaPerson; at: Date },
    { transaction }: EventContext,
  ): Promise<void> => {
    const { userId, appUserId } = person;
    await bindings.officerSeen(transaction, { unitId, oaUserId: userId, appUserId, at });
  };
  return { userSentText: [seen], userInteracted: [seen], groupMessage: [seen], follow: [seen] };
}
