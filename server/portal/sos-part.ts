import { createDutyPhoneRoutes, createRosterRoutes } from '../features/roster/roster.routes.ts';
import { createRosterService, type RosterService } from '../features/roster/roster.service.ts';
import { createSosRoutes } from '../features/sos/sos.routes.ts';
import { createSosService, type SosService } from '../features/sos/sos.service.ts';
import { createSosClimbing } from '../features/sos/sos-climbing.ts';
import { sosForwardingHandlers } from '../features/sos/sos-delivery.ts';
import { createSosDeskRoutes } from '../features/sos/sos-desk.routes.ts';
import { createSosDesk, type SosDesk } from '../features/sos/sos-desk.service.ts';
import { createSosErasure } from '../features/sos/sos-erasure.ts';
import { createSosEvents } from '../features/sos/sos-events.ts';
import { createSosWriter } from '../features/sos/sos-writer.ts';
import type { StaffService } from '../features/staff/staff.service.ts';
import { deliver } from '../features/tips/forwarding/tip-delivery.ts';
import type { UnitService } from '../features/units/unit.service.ts';
import { sweepEveryMs } from './background-jobs.ts';
import type { Ground } from './ground.ts';
import type { createOfficersReach } from './officers-reach.ts';
import type { PortalPart } from './portal-part.ts';

export const createRosters = (ground: Ground, staff: StaffService): RosterService =>
  createRosterService({ ...ground, staffName: staff.nameOf });

/** Who is on duty when: what staff keep, and what everybody may know of it. */
export const createRosterPart = (rosters: RosterService): PortalPart => ({
  mount(app) {
    app.route('/api/duty-phones', createDutyPhoneRoutes(rosters));
  },
  mountStaff(desk) {
    desk.route('/units', createRosterRoutes(rosters));
  },
});

/** What a sender does with an alert, in the app or in a chat. */
export function createSos(
  ground: Ground,
  { units, rosters }: { units: UnitService; rosters: RosterService },
): SosService {
  const { pack } = ground;
  return createSosService({
    ...ground,
    packId: pack.id,
    rootId: pack.root.id,
    writer: createSosWriter(ground),
    locate: units.locate,
    heirsOf: units.heirsOf,
    numbersToCall: rosters.numbersToCall,
  });
}

/** What officers do with one, at the desk or in their group. */
export const createSosDeskOf = (ground: Ground, staff: StaffService): SosDesk =>
  createSosDesk({ ...ground, writer: createSosWriter(ground), staffName: staff.nameOf });

/** Alerts: the sender's routes, the desk's, the way into the groups, and what happens when nobody takes one up. */
export function createSosPart(
  ground: Ground,
  parts: { sos: SosService; desk: SosDesk; reach: ReturnType<typeof createOfficersReach> },
): PortalPart {
  const { pack, now, zaloSide } = ground;
  const { sos, reach } = parts;
  const writer = createSosWriter(ground);
  const climbing = createSosClimbing({
    ...ground,
    writer,
    hasReachableOfficers: async (unitId) => (await zaloSide.officers.listReachable(unitId, now())).length > 0,
  });
  const eraseOld = createSosErasure({ ...ground, keptDays: pack.retention.sos.days });
  return {
    mount(app) {
      app.route('/api/sos', createSosRoutes(sos, createSosEvents({ ...ground, view: sos.view })));
    },
    mountStaff(staff) {
      staff.route('/sos', createSosDeskRoutes(parts.desk));
    },
    handlers: sosForwardingHandlers({
      ...ground,
      rootId: pack.root.id,
      writer,
      deliver: (message, route, content) => deliver(reach, message, route, content),
    }),
    checks: [{ name: 'sos', listTroubles: async () => (climbing.isReady() ? [] : ['not run']) }],
    jobs: [{ name: 'sos erasure', everyMs: sweepEveryMs, work: eraseOld }],
    start: climbing.start,
    stop: climbing.stop,
  };
}
