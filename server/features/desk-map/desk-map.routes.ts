import { Hono } from 'hono';
import { DeskMap, TileAddress } from '#contract/desk.ts';
import { limits } from '#contract/limits.ts';
import type { ContentPack } from '../../content/pack.ts';
import { AppError } from '../../http/app-error.ts';
import { staffRoute } from '../../http/openapi.ts';
import { validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import { outlineOf } from './outline.rules.ts';
import type { TileSource } from './tile-source.ts';

/** `/api/staff/map` and `/api/staff/tiles`, behind `requireStaff`. `streets` null: the land is drawn without street pictures. */
export function createDeskMapRoutes(
  pack: Pick<ContentPack, 'wards' | 'neighbours' | 'units'>,
  streets: { source: TileSource; credit: string } | null,
) {
  const map = JSON.stringify(deskMap(pack, streets));
  return new Hono<StaffEnv>()
    .get(
      '/map',
      staffRoute({
        summary: 'The land that a tip lies in, as outlines',
        description: 'Wards and their neighbours, simplified for drawing; the same for everybody.',
        answer: { status: 200, description: 'The outlines.', schema: DeskMap },
      }),
      requireScope('read'),
      (c) => c.body(map, 200, { 'Content-Type': 'application/json' }),
    )
    .get(
      '/tiles/:z/:x/:y',
      staffRoute({
        summary: 'A square of street pictures',
        description:
          'Fetched from the server that MAP_TILES_URL names, so that nobody else learns from a phone where a tip is.',
        answer: {
          status: 200,
          description: 'A picture, 256 pixels a side, of whichever type the server of the map has.',
          mediaType: 'image/png',
          alsoAs: ['image/jpeg', 'image/webp'],
        },
        problems: ['invalid_input', 'not_found', 'map_unavailable'],
      }),
      requireScope('read'),
      validate('param', TileAddress),
      async (c) => {
        if (!streets) throw new AppError('not_found');
        const { bytes, mediaType } = await streets.source.find(c.req.valid('param'));
        return c.body(bytes, 200, { 'Content-Type': mediaType });
      },
    );
}

function deskMap(
  { wards, neighbours, units }: Pick<ContentPack, 'wards' | 'neighbours' | 'units'>,
  streets: { credit: string } | null,
): DeskMap {
  const isUnit = (slug: string) => units.some(({ id }) => id === slug);
  return {
    lands: [...wards, ...neighbours].map(({ slug, name, geometry }, index) => ({
      unitId: index < wards.length && isUnit(slug) ? slug : null,
      name,
      rings: outlineOf(geometry),
    })),
    tiles: streets && { zoomMax: limits.mapZoomMax, credit: streets.credit },
  };
}
