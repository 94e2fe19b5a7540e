import { Hono } from 'hono';
import type { ContentPack } from './content/pack.ts';
import type { Database } from './db/database.ts';
import { createDeliveryRoutes } from './features/staff/delivery.routes.ts';
import { createDeliveryService } from './features/staff/delivery.service.ts';
import { createStaffRoutes } from './features/staff/staff.routes.ts';
import { createStaffService, type GuestStaff } from './features/staff/staff.service.ts';
import { tipStore } from './features/tips/tip.store.ts';
import { createTipDeskRoutes } from './features/tips/tip-desk.routes.ts';
import { createTipDesk, type TipDeskDependencies } from './features/tips/tip-desk.service.ts';
import { noStore } from './http/http-env.ts';
import { requireStaff, type StaffEnv } from './rights/require-staff.ts';
import type { UnitTree } from './rights/unit-tree.rules.ts';
import type { SecretKeys } from './secrets/secret-keys.ts';

/** Puts everything under `/api/staff` together: who works for the units, and what they see of tips and do to them. */
export function createStaffSide(
  parts: {
    pack: ContentPack;
    database: Database;
    keys: SecretKeys;
    now: () => Date;
    tree: UnitTree;
    /** Null: nobody but those in the store. */
    guests: GuestStaff | null;
  } & Pick<TipDeskDependencies, 'clocks' | 'attachPhotos' | 'listPhotoIds' | 'readPhoto' | 'wakeOutbox'>,
): Hono<StaffEnv> {
  const { database, keys } = parts;
  const staff = createStaffService(parts);
  const categories = new Map(parts.pack.tipCategories.map((category) => [category.id, category]));
  const tips = tipStore(database.kysely, keys);
  const desk = createTipDesk({
    ...parts,
    findCategory: (id) => categories.get(id),
    findStaff: staff.findActive,
    staffName: staff.nameOf,
  });
  const deliveries = createDeliveryService({
    ...parts,
    codeOf: async (tipId) => (await tips.findById(tipId))?.code ?? null,
  });
  return new Hono<StaffEnv>()
    .use('/*', noStore, requireStaff(staff.findActor))
    .route('/tips', createTipDeskRoutes(desk))
    .route('/deliveries', createDeliveryRoutes(deliveries))
    .route('/', createStaffRoutes(staff));
}
