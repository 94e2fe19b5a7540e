import { createReportRoutes } from '../features/reports/report.routes.ts';
import { createReportService } from '../features/reports/report.service.ts';
import type { SosDesk } from '../features/sos/sos-desk.service.ts';
import { reportTipsMax, tipTimesStore } from '../features/tips/tip-times.store.ts';
import { outboxDeliveries } from '../outbox/outbox-deliveries.store.ts';
import { acknowledgeMinutesOf } from './clock-part.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

/** How a period went, out of what tips, alerts and messages remember. */
export function createReportPart(ground: Ground, { sosDesk }: { sosDesk: SosDesk }): PortalPart {
  const { database, pack, tree, unitName } = ground;
  const reports = createReportService({
    tree,
    now: ground.now,
    categories: pack.tipCategories,
    acknowledgeMinutes: acknowledgeMinutesOf(ground),
    async *readTips(period) {
      for await (const some of tipTimesStore(database.kysely).readIn(period))
        yield some.map(({ tipId, ...times }) => ({ id: tipId, ...times }));
    },
    tipsMax: reportTipsMax,
    listAlerts: sosDesk.listTimes,
    listTroubled: outboxDeliveries(database.kysely).listTroubled,
  });
  return {
    mountStaff(desk) {
      desk.route(
        '/reports',
        createReportRoutes(reports, (unitId) => {
          const parentId = tree.parentOf(unitId);
          return parentId === null ? null : unitName(parentId);
        }),
      );
    },
  };
}
