import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import { describe, expect, test } from 'vitest';
import { loadPack } from '../../../server/content/pack.ts';
import { outlineOf } from '../../../server/features/desk-map/outline.rules.ts';

describe('the outline of a ward as the desk draws it', () => {
  test('has far fewer corners than a survey, and stays within a few metres of it', () => {
    const corners = 4_000;
    const circle = Array.from({ length: corners + 1 }, (_, index): [number, number] => {
      const angle = (2 * Math.PI * (index % corners)) / corners;
      return [106.62 + 0.01 * Math.cos(angle), 10.8 + 0.01 * Math.sin(angle)];
    });
    const [ring = []] = outlineOf({ type: 'Polygon', coordinates: [circle] });
    expect(ring.length).toBeLessThan(100);
    expect(ring[0]).toEqual(ring.at(-1));
    for (const [lng, lat] of ring) {
      const metres = Math.hypot(lng - 106.62, lat - 10.8) * 111_320;
      expect(Math.abs(metres - 1_113.2)).toBeLessThan(6);
    }
  });

  test.each(['tan-phu', 'tan-phu-2025'])(
    'of every ward of %s is closed and holds what the ward holds',
    async (name) => {
      const pack = await loadPack(name);
      for (const { slug, geometry } of pack.wards) {
        const rings = outlineOf(geometry);
        for (const ring of rings) {
          expect(ring.length, slug).toBeGreaterThanOrEqual(4);
          expect(ring[0], slug).toEqual(ring.at(-1));
        }
        const [outer = []] = rings;
        const lngs = outer.map(([lng]) => lng);
        const lats = outer.map(([, lat]) => lat);
        const center = [
          (Math.min(...lngs) + Math.max(...lngs)) / 2,
          (Math.min(...lats) + Math.max(...lats)) / 2,
        ];
        const drawn = { type: 'Polygon' as const, coordinates: rings };
        const whole = structuredClone(geometry) as Parameters<typeof booleanPointInPolygon>[1];
        expect(booleanPointInPolygon(center, drawn), slug).toBe(booleanPointInPolygon(center, whole));
      }
    },
  );
});
