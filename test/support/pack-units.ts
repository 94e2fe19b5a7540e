import { loadPack } from '../../server/content/pack.ts';
import { createUnitService, type UnitService } from '../../server/features/units/unit.service.ts';

/** The units, categories and boundaries of a real pack, as the server answers for them; no Zalo channel is connected. */
export async function unitsOf(packId: 'tan-phu' | 'tan-phu-2025'): Promise<UnitService> {
  const pack = await loadPack(packId);
  return createUnitService({ pack, oaIds: () => new Map(), miniAppId: null, isSandbox: true });
}
