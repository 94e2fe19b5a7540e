import { createMeRoutes, createSessionRoutes } from '../features/citizens/citizen.routes.ts';
import { type CitizenService, createCitizenService } from '../features/citizens/citizen.service.ts';
import { createLocationRoutes } from '../features/locations/location.routes.ts';
import { createLocationService } from '../features/locations/location.service.ts';
import type { StaffService } from '../features/staff/staff.service.ts';
import type { TipService } from '../features/tips/tip.service.ts';
import { sweepEveryMs } from './background-jobs.ts';
import type { Ground } from './ground.ts';
import type { PersonErasure } from './person-erasure.ts';
import type { PersonExport } from './person-export.ts';
import type { PortalPart } from './portal-part.ts';
import type { StaffDoors } from './staff-part.ts';

/** Who signs in, and what Zalo tells of where they are. */
export function createCitizens(
  { database, keys, zaloSide, logger, now }: Ground,
  { staff, doors }: { staff: StaffService; doors: StaffDoors },
): CitizenService {
  return createCitizenService({
    database,
    keys,
    graph: zaloSide.graph,
    async findStaff(zaloId) {
      const actor = await doors.bindings.findByZaloId(zaloId);
      return actor && staff.me(actor);
    },
    logger,
    now,
  });
}

export function createCitizenPart(
  { zaloSide, logger, now }: Ground,
  {
    citizens,
    tips,
    erasure,
    archive,
  }: { citizens: CitizenService; tips: TipService; erasure: PersonErasure; archive: PersonExport },
): PortalPart {
  return {
    mount(app) {
      app
        .route('/api/session', createSessionRoutes(citizens))
        .route(
          '/api/me',
          createMeRoutes(citizens, {
            listOwned: tips.listOwned,
            archiveOf: archive.archiveOf,
            erase: erasure.ofCitizen,
          }),
        )
        .route(
          '/api/locations',
          createLocationRoutes(createLocationService({ graph: zaloSide.graph, logger, now })),
        );
    },
    jobs: [{ name: 'session sweep', everyMs: sweepEveryMs, work: () => citizens.sweepSessions(now()) }],
  };
}
