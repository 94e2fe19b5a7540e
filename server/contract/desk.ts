import * as z from 'zod';
import { limits } from './limits.ts';
import { UnitName } from './portal.ts';
import { DeskMoved } from './staff.ts';
import { staffRoles } from './vocabulary.ts';

/** `POST /api/staff/tips/acknowledge`: many at once, as after a flood. Each is taken up or refused by itself. */
export const AcknowledgeTips = z
  .object({
    codes: z
      .array(z.string().trim().toUpperCase().max(20))
      .min(1)
      .max(limits.acknowledgedAtOnceMax)
      .refine((codes) => new Set(codes).size === codes.length, 'Có mã tin bị lặp lại.'),
  })
  .strict();
export type AcknowledgeTips = z.infer<typeof AcknowledgeTips>;

/** In the order of the request; exactly one of `moved` and `problem` is there. */
export const AcknowledgedTips = z.object({
  items: z
    .array(
      z.object({
        code: z.string(),
        moved: DeskMoved.nullable(),
        /** As in the body of a problem. */
        problem: z.object({ code: z.string(), title: z.string() }).nullable(),
      }),
    )
    .max(limits.acknowledgedAtOnceMax),
});
export type AcknowledgedTips = z.infer<typeof AcknowledgedTips>;

/** `GET /api/staff/colleagues?unit=`: who can be given work, of one unit in the reach of whoever asks. */
export const ColleaguesQuery = z.object({
  /** One's own, where nothing is said. */
  unit: z
    .string()
    .regex(/^[A-Za-z0-9:-]{1,60}$/, 'Mã này chưa đúng dạng.')
    .optional(),
});
export const Colleagues = z.object({
  items: z
    .array(z.object({ id: z.string(), name: z.string(), role: z.enum(staffRoles), unit: UnitName }))
    .max(limits.colleaguesMax),
});
export type Colleagues = z.infer<typeof Colleagues>;

/** Longitude and latitude, degrees WGS 84. */
const Corner = z.tuple([z.number(), z.number()]);

const Land = z.object({
  /** The unit whose land it is; null for a neighbour that is not served. */
  unitId: z.string().nullable(),
  name: z.string(),
  /** Closed rings, holes among them: what lies within an odd number of them belongs to the land. */
  rings: z.array(z.array(Corner)),
});
export type Land = z.infer<typeof Land>;

/** `GET /api/staff/map`: the land around a tip, to be drawn without asking anybody else. */
export const DeskMap = z.object({
  lands: z.array(Land),
  /** Pictures of streets under it, through this server; null: there are none here. */
  tiles: z.object({ zoomMax: z.number().int(), credit: z.string() }).nullable(),
});
export type DeskMap = z.infer<typeof DeskMap>;

/** A number as it stands in an address: no sign, no leading zero. */
const addressNumber = (max: number) =>
  z
    .string()
    .regex(/^(0|[1-9]\d{0,7})$/, 'Cần một số nguyên.')
    .transform(Number)
    .pipe(z.number().max(max));

/** `GET /api/staff/tiles/{z}/{x}/{y}`: of the usual square map (Web Mercator), 256 pixels a side. */
export const TileAddress = z
  .object({
    z: addressNumber(limits.mapZoomMax),
    x: addressNumber(2 ** limits.mapZoomMax),
    y: addressNumber(2 ** limits.mapZoomMax),
  })
  .refine(({ z: zoom, x, y }) => x < 2 ** zoom && y < 2 ** zoom, {
    path: ['x'],
    message: 'Ô bản đồ này không có.',
  });
export type TileAddress = z.infer<typeof TileAddress>;
