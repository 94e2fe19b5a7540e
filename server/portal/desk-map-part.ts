import { createDeskMapRoutes } from '../features/desk-map/desk-map.routes.ts';
import { createTileSource } from '../features/desk-map/tile-source.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

/** The map at the desk. */
export function createDeskMapPart(ground: Ground): PortalPart {
  const { mapTiles } = ground.config;
  const streets = mapTiles && { source: createTileSource(mapTiles.url, ground), credit: mapTiles.credit };
  return {
    mountStaff(desk) {
      desk.route('/', createDeskMapRoutes(ground.pack, streets));
    },
  };
}
