import { createEnglishRoutes } from '../features/units/english.routes.ts';
import { createPrivacyRoutes } from '../features/units/privacy.routes.ts';
import { createQrRoutes } from '../features/units/qr.routes.ts';
import { createPortalRoutes, createUnitRoutes } from '../features/units/unit.routes.ts';
import { createUnitService, type UnitService } from '../features/units/unit.service.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

export const createUnits = ({ pack, zaloSide, isSandbox, zalo }: Ground): UnitService =>
  createUnitService({
    pack,
    oaIds: zaloSide.oaIds,
    miniAppId: isSandbox ? null : zalo.credentials.miniAppId,
    isSandbox,
  });

/** The place itself: its units, where they are, what they promise. */
export function createPlacePart({ pack, publicUrl }: Ground, units: UnitService): PortalPart {
  return {
    mount(app) {
      app
        .route('/api/portal', createPortalRoutes(units))
        .route('/api/units', createUnitRoutes(units).route('/', createQrRoutes(units, publicUrl)))
        .route('/api/privacy', createPrivacyRoutes({ text: pack.privacy, consent: pack.consent }))
        .route('/api/english', createEnglishRoutes(pack.english));
    },
  };
}
