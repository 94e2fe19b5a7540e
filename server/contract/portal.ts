import * as z from 'zod';
import { certainties, unitTypes } from './vocabulary.ts';

/** A number that can be called; a placeholder is shown as "số thử" and never dialled (design 8). */
export const Hotline = z.object({ label: z.string(), phone: z.string(), placeholder: z.boolean() });
export type Hotline = z.infer<typeof Hotline>;

export const UnitSummary = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  type: z.enum(unitTypes),
  parentId: z.string().nullable(),
  oaId: z.string().nullable(),
  hotlines: z.array(Hotline),
});
export type UnitSummary = z.infer<typeof UnitSummary>;

export const UnitName = z.object({ id: z.string(), name: z.string() });
export type UnitName = z.infer<typeof UnitName>;

/** One unit in full. A former id answers with its heirs; an id in use today names the former wards it took over. */
export const UnitDetail = UnitSummary.extend({
  address: z.string().nullable(),
  topics: z.array(z.string()),
  successors: z.array(UnitName),
  formerOf: z.array(z.object({ id: z.string(), name: z.string(), until: z.string() })),
});
export type UnitDetail = z.infer<typeof UnitDetail>;

export const TipCategory = z.object({
  id: z.string(),
  name: z.string(),
  group: z.string(),
  restricted: z.boolean(),
});
export type TipCategory = z.infer<typeof TipCategory>;

/** `GET /api/portal`: all that the app needs to know of the place it serves. */
export const Portal = z.object({
  tenant: z.object({ id: z.string(), name: z.string() }),
  units: z.array(UnitSummary),
  emergencyNumbers: z.array(z.object({ number: z.string(), name: z.string() })),
  links: z.array(z.object({ name: z.string(), url: z.string() })),
  tipCategories: z.array(TipCategory),
  tipCategoryGroups: z.array(z.object({ id: z.string(), name: z.string() })),
  newsCategories: z.array(z.object({ id: z.string(), name: z.string() })),
  consent: z.object({ version: z.string(), text: z.string() }),
  miniAppId: z.string().nullable(),
  /** True while the sandbox stands in Zalo's place: every screen then says that nothing reaches the police. */
  sandbox: z.boolean(),
});
export type Portal = z.infer<typeof Portal>;

/** `GET /api/units/locate`: which ward a point lies in, and how sure that is (promise 3). */
export const Location = z.object({
  certainty: z.enum(certainties),
  unit: UnitName.nullable(),
  candidates: z.array(z.object({ unit: UnitName, distanceM: z.number() })),
  /** Outside: the place's own ward where its name is known, and who takes the tip anyway. */
  outsideName: z.string().nullable(),
  takenBy: UnitName,
});
export type Location = z.infer<typeof Location>;

/** Degrees WGS 84, metres. Numbers that are missing or no numbers at all are refused. */
export const LocateQuery = z.object({
  lat: z.coerce.number().min(-90).max(90),
  lng: z.coerce.number().min(-180).max(180),
  accuracy: z.coerce.number().min(0).max(100_000).default(0),
});
