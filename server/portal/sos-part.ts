import type { Transaction } from 'kysely';
import { limits } from '#contract/limits.ts';
import type { SosSituation } from '#contract/vocabulary.ts';
import type { Schema } from '../db/schema.ts';
import type { Acknowledgeable } from '../features/group-replies/group-reply.service.ts';
import { createDutyPhoneRoutes, createRosterRoutes } from '../features/roster/roster.routes.ts';
import { createRosterService, type RosterService } from '../features/roster/roster.service.ts';
import { createSosRoutes } from '../features/sos/sos.routes.ts';
import { sosCode } from '../features/sos/sos.rules.ts';
import { createSosService, type SosService } from '../features/sos/sos.service.ts';
import { sosStore } from '../features/sos/sos.store.ts';
import { createSosClimbing } from '../features/sos/sos-climbing.ts';
import { sosForwardingHandlers } from '../features/sos/sos-delivery.ts';
import { createSosDeskRoutes } from '../features/sos/sos-desk.routes.ts';
import { createSosDesk, type SosDesk } from '../features/sos/sos-desk.service.ts';
import { eraseOldAlerts } from '../features/sos/sos-erasure.ts';
import { createSosEvents } from '../features/sos/sos-events.ts';
import { SosRoute, sosTopics } from '../features/sos/sos-forwarding.ts';
import { sosStepStore } from '../features/sos/sos-trace.store.ts';
import { createSosWriter } from '../features/sos/sos-writer.ts';
import type { StaffService } from '../features/staff/staff.service.ts';
import { deliver } from '../features/tips/forwarding/tip-delivery.ts';
import type { UnitService } from '../features/units/unit.service.ts';
import type { WatchedFigure } from '../http/metrics.ts';
import { oaOfficerStore } from '../zalo/oa-officer.store.ts';
import type { Ground } from './ground.ts';
import type { createOfficersReach } from './officers-reach.ts';
import type { PortalPart } from './portal-part.ts';
import { secondsSince } from './watched-figures.ts';

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

/** How an alert is taken up by an officer's answer in the group (group-reply-part.ts). */
export const sosInGroups = (desk: SosDesk): Acknowledgeable => {
  const subjectOf = ({ id }: { id: string }) => ({ id, code: sosCode(id) });
  return {
    async subjectsOf(_transaction, { topic, payload }) {
      const isOurs = Object.values<string>(sosTopics).includes(topic);
      return isOurs ? [subjectOf({ id: SosRoute.loose().parse(payload).sosId })] : [];
    },
    isTogether: () => false,
    async findByCode(transaction, code) {
      const alert = await desk.findByCode(transaction, code);
      return alert && subjectOf(alert);
    },
    acknowledge: desk.acknowledgeInGroup,
  };
};

/** How the assistant in an OA's chat sends alerts (chat-part.ts), in the transaction of what was said. */
export const sosInChats = (ground: Ground, sos: SosService) => ({
  async start(
    transaction: Transaction<Schema>,
    alert: {
      key: string;
      unitId: string;
      place: { lat: number; lng: number; at: Date };
      situation: SosSituation | null;
      text: string | null;
    },
  ): Promise<{ id: string; unitName: string }> {
    const { key, unitId, situation, text } = alert;
    const place = { lat: alert.place.lat, lng: alert.place.lng, at: alert.place.at.toISOString() };
    const said = text === null ? null : [...text].slice(0, limits.sosTextCharsMax).join('');
    const sent = { unitId, place, situation, text: said };
    const { id, unit } = await sos.submitIn(transaction, sent, key, { source: 'chat', isFlagged: false });
    return { id, unitName: ground.tree.nameOf(unit.id) };
  },
  ...sos.inChat,
});

/** Alerts: the sender's routes, the desk's, the way into the groups, and what happens when nobody takes one up. */
export function createSosPart(
  ground: Ground,
  parts: { sos: SosService; desk: SosDesk; reach: ReturnType<typeof createOfficersReach> },
): PortalPart {
  const { pack, now } = ground;
  const { sos, reach } = parts;
  const writer = createSosWriter(ground);
  const climbing = createSosClimbing({
    ...ground,
    writer,
    hasReachableOfficers: async (transaction, unitId) =>
      (await oaOfficerStore(transaction, ground.keys).listReachable(unitId, now())).length > 0,
  });
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
    figures: sosFigures(ground),
    retention: [
      {
        kind: 'sos',
        batchMax: 50,
        erase: async (transaction, due) => ({ count: await eraseOldAlerts(transaction, due) }),
      },
    ],
    start: climbing.start,
    stop: climbing.stop,
  };
}

function sosFigures({ database, now }: Ground): WatchedFigure[] {
  const alerts = sosStore(database.kysely);
  return [
    {
      name: 'portal_sos_unacknowledged',
      help: 'Open alerts that nobody has taken up.',
      read: async () => [{ value: (await alerts.readUnacknowledged()).count }],
    },
    {
      name: 'portal_sos_unacknowledged_oldest_seconds',
      help: 'How long ago the first of the alerts was sent that nobody has taken up.',
      read: async () => [{ value: secondsSince((await alerts.readUnacknowledged()).oldestAt, now()) }],
    },
    {
      name: 'portal_sos_climb_lag_seconds',
      help: 'How long the step of an alert’s climbing that has waited longest has been due.',
      read: async () => {
        const at = now();
        return [{ value: secondsSince(await sosStepStore(database.kysely).findOldestDue(at), at) }];
      },
    },
  ];
}
