import { createStaffRoutes } from '../features/staff/staff.routes.ts';
import { createStaffService, type StaffService } from '../features/staff/staff.service.ts';
import { createStaffEventRoutes } from '../features/staff/staff-events.routes.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

export const createStaff = ({ database, keys, now, tree, guestStaff }: Ground): StaffService =>
  createStaffService({ database, keys, now, tree, guests: guestStaff });

/** Who works for the units. */
export const createStaffPart = ({ live, streams }: Ground, staff: StaffService): PortalPart => ({
  mountStaff(desk) {
    desk
      .route('/', createStaffRoutes(staff))
      .route('/', createStaffEventRoutes({ live, streams, findStaff: staff.findActor }));
  },
});
